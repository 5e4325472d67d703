import type { IncomingMessage } from "node:http";
import type { Nullable, RpcHttpData } from "../workerTypes";

const BODY_LIMIT = 104_857_600;

/** A body above what the real host takes in (100 MB). */
export class BodyTooLarge extends Error {}

/** A request as the host hands it to a worker that asked for raw bodies and nullable dictionaries. */
export async function toRpcRequest(
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
): Promise<RpcHttpData> {
  const url = new URL(`http://${request.headers.host ?? "localhost"}${request.url ?? "/"}`);
  const body = await readBody(request);
  return {
    method: request.method ?? "GET",
    url: url.href,
    nullableHeaders: headersOf(request),
    nullableQuery: queryOf(url),
    nullableParams: toNullables(Object.entries(params)),
    ...(body.length > 0 && { body: { bytes: body } }),
  };
}

// The real host looks at Content-Length: a chunked body never reaches the function.
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > BODY_LIMIT) throw new BodyTooLarge();
  if (announced === 0) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Record<string, Nullable<string>> {
  return toNullables(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}

// A repeated name arrives as one value, joined with commas.
function queryOf(url: URL): Record<string, Nullable<string>> {
  const names = new Set(url.searchParams.keys());
  return toNullables([...names].map((name) => [name, url.searchParams.getAll(name).join(",")]));
}

function toNullables(
  entries: readonly (readonly [string, string])[],
): Record<string, Nullable<string>> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}
