import { setTimeout } from "node:timers/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { answerArm, isArm } from "../arm/answerArm";
import { faultAnswer, takeFault, type Fault } from "../control/faults";
import type { SandboxContext } from "../context";
import { answerGraph } from "../graph/answerGraph";
import { json, type Answer, type Route, type SandboxRequest } from "./answer";
import { matchPath } from "./routePath";

const largestBody = 4 * 1024 * 1024;
const loopbackHosts = ["127.0.0.1", "localhost", "[::1]"];

/** Answers each request from the first route that fits, after the faults that were asked for. */
export function serve(context: SandboxContext, routes: readonly Route[]): RequestListener {
  return (incoming, response) => {
    void answerOne(context, routes, incoming)
      .catch((error: unknown) =>
        json(500, { error: { code: "sandboxFailed", message: String(error) } }),
      )
      .then((answer) => send(response, answer));
  };
}

async function answerOne(
  context: SandboxContext,
  routes: readonly Route[],
  incoming: IncomingMessage,
): Promise<Answer | "drop" | "garbage"> {
  // A page of another site whose name was pointed at this machine must not get in (DNS rebinding).
  if (!isLoopback(incoming))
    return json(421, { error: "not_loopback", message: "Only for this machine." });
  const request = await readRequest(context, incoming);
  const isControl = request.url.pathname.startsWith("/sandbox/");
  const fault = isControl ? undefined : takeFault(context.faults, request);
  const isDrop = fault?.kind === "drop";
  if (fault?.delayMs) await setTimeout(fault.delayMs, undefined, { ref: false });
  if (fault?.kind === "garbage") return "garbage";
  const answer = await answerFrom(context, routes, { request, fault: isDrop ? undefined : fault });
  return isDrop ? "drop" : answer;
}

function isLoopback(incoming: IncomingMessage): boolean {
  const from = incoming.socket.remoteAddress?.replace("::ffff:", "") ?? "";
  const host = (incoming.headers.host ?? "").replace(/:\d+$/, "");
  return (from.startsWith("127.") || from === "::1") && loopbackHosts.includes(host);
}

async function readRequest(
  context: SandboxContext,
  incoming: IncomingMessage,
): Promise<SandboxRequest> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new Error("The body is too large for the sandbox.");
    parts.push(part);
  }
  const url = new URL(context.origin + (incoming.url ?? "/"));
  return {
    method: incoming.method ?? "GET",
    url,
    headers: incoming.headers,
    body: Buffer.concat(parts).toString("utf8"),
  };
}

interface Received {
  readonly request: SandboxRequest;
  readonly fault: Fault | undefined;
}

async function answerFrom(
  context: SandboxContext,
  routes: readonly Route[],
  { request, fault }: Received,
): Promise<Answer> {
  // Graph keeps a note of every request, of refused ones too.
  if (request.url.pathname.startsWith("/v1.0/")) return answerGraph(context, request, fault);
  if (isArm(request)) return answerArm(context, request, fault);
  if (fault) return faultAnswer(fault);
  // The server leaves the body of an answer to HEAD out by itself.
  const method = request.method === "HEAD" ? "GET" : request.method;
  for (const route of routes) {
    const params =
      route.method === method ? matchPath(route.path, request.url.pathname) : undefined;
    if (params) return route.handle(request, params);
  }
  const call = `${request.method} ${request.url.pathname}`;
  return json(501, { error: "not_imitated", message: `The sandbox does not imitate ${call}.` });
}

export function send(response: ServerResponse, answer: Answer | "drop" | "garbage"): void {
  if (answer === "drop") {
    response.destroy();
    return;
  }
  if (answer === "garbage") {
    response.socket?.end("220 this is no web server\r\n\r\n");
    return;
  }
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.end(answer.body);
}
