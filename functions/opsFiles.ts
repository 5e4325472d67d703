import { opsScript } from "../views/ops/opsScript";
import { opsStyle } from "../views/ops/opsStyle";
import type { Door } from "./doors";

const file =
  (type: string, body: string): Door =>
  () =>
    Promise.resolve({
      status: 200,
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "cache-control": "public, max-age=3600",
        "x-content-type-options": "nosniff",
      },
      body,
    });

/** `GET /ops.css`: beside `/style.css`, so that people's pages stay small. */
export const createOpsStyle = (): Door => file("text/css", opsStyle);

/** `GET /ops.js`: the only script there is; it keeps a page up to date. */
export const createOpsScript = (): Door => file("text/javascript", opsScript);
