import { linkId } from "../domain/ids";
import type { Links } from "../domain/storagePorts";
import { json } from "./api";
import type { Door } from "./doors";

const nobody = linkId.parse("a".repeat(26));

/** `GET /api/health`: 503 while the product cannot do its work, and what is missing. */
export const createHealth =
  (links: Pick<Links, "read">): Door =>
  async () => {
    try {
      await links.read(nobody);
      return json(200, { status: "ok", storage: "ok" });
    } catch {
      return json(503, {
        status: "unable",
        storage: "table storage does not answer; links wait and go on by themselves",
      });
    }
  };
