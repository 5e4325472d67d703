import type { HttpRequest } from "@azure/functions";
import { Problem } from "./api";

const isInPieces = ({ headers }: HttpRequest): boolean =>
  headers.has("transfer-encoding") && !(Number(headers.get("content-length")) > 0);

/**
 * Refuses a body that came without its length: the Functions host hands no such body over, and what it
 * says must not be lost behind an answer that looks as if it had been done
 * (github.com/Azure/azure-functions-nodejs-library, issue 171).
 */
export function refuseUnannounced(request: HttpRequest): void {
  if (!isInPieces(request)) return;
  throw new Problem(411, "length_required", {
    detail:
      "The body came in pieces (Transfer-Encoding: chunked) and could not be read; nothing was done. Send it with Content-Length. In .NET: await content.LoadIntoBufferAsync() first, or use StringContent. In Node: send a string or a Buffer.",
  });
}
