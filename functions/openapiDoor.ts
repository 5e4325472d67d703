import description from "../docs/openapi.json";
import type { Keys } from "../domain/ports";
import type { Door } from "./doors";

/** Anybody may keep it for a while; the ETag says whether it is still the one. */
const cacheable = "public, max-age=300";

/** `GET /api/v1/openapi.json`: the checked-in description, made into text when it is first asked for. */
export function createOpenapiDoor(keys: Pick<Keys, "sha256">): Door {
  let made: { text: string; etag: string } | undefined;
  const once = () => {
    const text = JSON.stringify(description);
    return (made ??= { text, etag: `"${keys.sha256(text).slice(0, 32)}"` });
  };
  return (request) => {
    const { text, etag } = made ?? once();
    const headers = { etag, "cache-control": cacheable };
    if (request.headers.get("if-none-match") === etag)
      return Promise.resolve({ status: 304, headers });
    return Promise.resolve({
      status: 200,
      headers: { ...headers, "content-type": "application/json" },
      body: text,
    });
  };
}
