import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Engine } from "../engine/createEngine";
import { describeThrown } from "../engine/failures";
import { OperationRefused } from "../engine/operations";
import { listInstances, purgeByFilter, purgeOne, showInstance } from "./instanceCalls";
import { raiseEvent, startInstance, terminate } from "./orchestrationCalls";

export const RPC_PATH = "/durabletask/";

export interface RpcCall {
  readonly engine: Engine;
  readonly baseUrl: string;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: string;
  /** Path segments after the base: name, id, event. */
  readonly path: readonly string[];
}

export interface RpcAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Call = (call: RpcCall) => RpcAnswer;

const calls: readonly (readonly [pattern: RegExp, call: Call])[] = [
  [/^POST orchestrators\/[^/]+(\/[^/]*)?$/, startInstance],
  [/^GET instances\/?$/, listInstances],
  [/^DELETE instances\/?$/, purgeByFilter],
  [/^GET instances\/[^/]+$/, showInstance],
  [/^DELETE instances\/[^/]+$/, purgeOne],
  [/^POST instances\/[^/]+\/raiseEvent\/[^/]+$/i, raiseEvent],
  [/^POST instances\/[^/]+\/terminate$/i, terminate],
];

/** The durable client's endpoints, with the extension's status codes. What is missing is refused by name. */
export function serveRpc(engine: Engine): RequestListener {
  return (request, response) => {
    void handle(engine, request)
      .catch((error: unknown): RpcAnswer => {
        if (error instanceof OperationRefused)
          return { status: error.status, body: { Message: error.message } };
        return { status: 500, body: { Message: describeThrown(error).message } };
      })
      .then((answer) => write(response, answer));
  };
}

async function handle(engine: Engine, request: IncomingMessage): Promise<RpcAnswer> {
  const origin = `http://127.0.0.1:${request.socket.localPort}`;
  const url = new URL(request.url ?? "/", origin);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = url.pathname.startsWith(RPC_PATH) ? url.pathname.slice(RPC_PATH.length) : "";
  const found = calls.find(([pattern]) => pattern.test(`${request.method} ${path}`));
  if (found === undefined) return unknown(`${request.method} ${path}`);
  return found[1]({
    engine,
    baseUrl: `${origin}${RPC_PATH}`,
    query: url.searchParams,
    contentType: request.headers["content-type"],
    body: Buffer.concat(chunks).toString("utf8"),
    path: path.split("/").slice(1).map(decodeURIComponent),
  });
}

function unknown(call: string): RpcAnswer {
  return {
    status: 501,
    body: { Message: `'${call}' of the durable client is not imitated by the embedded host.` },
  };
}

function write(response: ServerResponse, { status, body, headers }: RpcAnswer): void {
  response.writeHead(status, {
    ...(body !== undefined && { "content-type": "application/json" }),
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
