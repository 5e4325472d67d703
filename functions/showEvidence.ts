import type { HttpResponseInit } from "@azure/functions";
import type { Keys } from "../domain/ports";
import { styleSheet } from "../views/styleSheet";
import { showPage } from "./page";

/** An evidence page is kept as a file too, so its style stands in it; the browser takes that one, by its hash. */
export function showEvidence(keys: Pick<Keys, "sha256">, html: string): HttpResponseInit {
  const hash = Buffer.from(keys.sha256(styleSheet), "hex").toString("base64");
  return showPage(html, 200, [`style-src 'sha256-${hash}'`]);
}
