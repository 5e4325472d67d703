import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { describeThrown } from "../engine/failures";
import type { Invoke, Log } from "../invoke";
import type { InvocationResponse } from "../workerTypes";
import { matchRoute, type Route } from "./routes";
import { setCookie } from "./setCookie";
import { BodyTooLarge, toRpcRequest } from "./toRpcRequest";

interface DoorParts {
  readonly routes: readonly Route[];
  readonly invoke: Invoke;
  readonly log: Log;
}

/** Answers the app's own routes, and writes the one line per request that the real host logs. */
export function serveFunctions(parts: DoorParts): RequestListener {
  return (request, response) => {
    const started = performance.now();
    const uri = pathOf(request);
    response.on("close", () => {
      const duration = Math.round(performance.now() - started);
      const line = {
        requestId: randomUUID(),
        method: request.method,
        uri,
        status: response.statusCode,
        duration,
      };
      parts.log(`Executed HTTP request: ${JSON.stringify(line)}`);
    });
    void answer(parts, request, response).catch((thrown: unknown) => {
      parts.log(`[error] ${describeThrown(thrown).message}`);
      response.destroy();
    });
  };
}

async function answer(
  { routes, invoke, log }: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const match = matchRoute(routes, request.method ?? "GET", pathOf(request));
  if (match === undefined) return end(response, 404);
  try {
    const http = await toRpcRequest(request, match.params);
    const invocation = await invoke(match.fn, { http });
    write(response, await invocation.respond());
  } catch (thrown) {
    if (thrown instanceof BodyTooLarge) return end(response, 413);
    log(
      `[error] Executed 'Functions.${match.fn.name}' (Failed): ${describeThrown(thrown).message}`,
    );
    end(response, 500);
  }
}

function write(response: ServerResponse, { returnValue }: InvocationResponse): void {
  const http = returnValue?.http;
  // A function that returns nothing.
  if (!http) return end(response, 204);
  for (const [name, value] of Object.entries(http.headers ?? {}))
    response.appendHeader(name, value);
  for (const cookie of http.cookies ?? []) response.appendHeader("set-cookie", setCookie(cookie));
  response.statusCode = Number(http.statusCode ?? 200);
  response.end(Buffer.from(http.body?.bytes ?? []));
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

// Never the query: it may carry a mailed link's token.
function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}
