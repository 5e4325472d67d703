import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Engine } from "../domain/ports";

/** A door as app.ts registers it. */
export type Door = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>;

/** The engine of one invocation: the Durable client comes with its context. */
export type EngineOf = (context: InvocationContext) => Engine;

const maxBodyBytes = 16 * 1024;

/** The request's body as text, or undefined when it is larger than 16 KiB: no more than that is read, whatever its headers say. */
export async function readBody(request: HttpRequest): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the rest.
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBodyBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The one value of a query or form field; doubled ones count as absent, so nobody can mean two things. */
export function only(values: URLSearchParams, name: string): string | undefined {
  const all = values.getAll(name);
  return all.length === 1 ? all[0] : undefined;
}
