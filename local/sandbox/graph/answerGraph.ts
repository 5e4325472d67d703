import { randomUUID } from "node:crypto";
import type { GraphCall } from "../../../domain/graphCalls";
import type { SandboxContext } from "../context";
import { faultAnswer, faultMessage, type Fault } from "../control/faults";
import { noteRequest } from "../control/noteRequest";
import { json, type Answer, type RouteParams, type SandboxRequest } from "../http/answer";
import { matchPath } from "../http/routePath";
import { callerOf, checkPermission, imitatedCalls } from "./access";
import { GraphError, notImitated } from "./graphError";
import type { Caller, GraphReply, ImitatedCallName } from "./graphCall";
import { verbs } from "./verbs";

const prefix = "/v1.0";

/** Answers one Graph request and keeps a note of it; faults take the place of an answer. */
export function answerGraph(
  context: SandboxContext,
  request: SandboxRequest,
  fault?: Fault,
): Answer {
  const caller = knownCaller(context, request);
  const answer = fault ? faulted(context, request, fault) : answerCall(context, request);
  noteRequest(context, request, { caller, status: answer.status });
  return withIds(request, answer);
}

/** A fault in Graph's own error shape, unless it brings a body of its own. */
function faulted(context: SandboxContext, request: SandboxRequest, fault: Fault): Answer {
  const plain = faultAnswer(fault);
  if (fault.body !== undefined) return plain;
  const { status = 503, code = "serviceNotAvailable", message = faultMessage } = fault;
  const shaped = errorAnswer(context, request, new GraphError(status, code, message));
  return { ...shaped, headers: { ...plain.headers, ...shaped.headers } };
}

function answerCall(context: SandboxContext, request: SandboxRequest): Answer {
  try {
    const { name, params } = findCall(request);
    const caller = callerOf(context, request);
    checkPermission(caller, imitatedCalls[name]);
    const body = hasBody(name, request) ? parseBody(request) : undefined;
    const reply = verbs[name]({
      context,
      name,
      caller,
      params,
      query: request.url.searchParams,
      headers: request.headers,
      body,
    });
    return replyAnswer(context, imitatedCalls[name], reply);
  } catch (error) {
    if (error instanceof GraphError) return errorAnswer(context, request, error);
    throw error;
  }
}

function findCall(request: SandboxRequest): { name: ImitatedCallName; params: RouteParams } {
  const path = request.url.pathname.slice(prefix.length);
  for (const [name, call] of Object.entries(imitatedCalls) as [ImitatedCallName, GraphCall][]) {
    const params = call.method === request.method ? matchPath(call.path, path) : undefined;
    if (params) return { name, params };
  }
  throw notImitated(`${request.method} ${path}`);
}

/** Actions that take no parameters may come without a body, and without its content type. */
const withoutParameters: readonly ImitatedCallName[] = ["revokeSessions"];

function hasBody(name: ImitatedCallName, { method, body }: SandboxRequest): boolean {
  if (method !== "POST" && method !== "PATCH") return false;
  return body !== "" || !withoutParameters.includes(name);
}

function parseBody(request: SandboxRequest): unknown {
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    throw new GraphError(
      415,
      "UnsupportedMediaType",
      "Write requests must be in application/json.",
    );
  }
  try {
    return JSON.parse(request.body);
  } catch {
    throw new GraphError(400, "BadRequest", "Unable to read JSON request payload.");
  }
}

function replyAnswer(
  context: SandboxContext,
  call: GraphCall,
  { status, body }: GraphReply,
): Answer {
  if (body === undefined) return { status };
  const what = call.path.replace(/\{[^}]*\}|\(.*\)/g, "").replace(/^\/|\/$/g, "");
  return json(status, {
    "@odata.context": `${context.origin}${prefix}/$metadata#${what}`,
    ...body,
  });
}

function errorAnswer(context: SandboxContext, request: SandboxRequest, error: GraphError): Answer {
  const id = randomUUID();
  const innerError = {
    date: context.now().toISOString().slice(0, 19),
    "request-id": id,
    "client-request-id": clientRequestId(request) ?? id,
  };
  const headers: Record<string, string> = { "request-id": id };
  if (error.status === 401) headers["www-authenticate"] = 'Bearer realm="", error="invalid_token"';
  return json(
    error.status,
    { error: { code: error.code, message: error.message, innerError } },
    headers,
  );
}

/** Every answer of Graph can be found again in Microsoft's logs (facts.md §8.5). */
function withIds(request: SandboxRequest, answer: Answer): Answer {
  const id = answer.headers?.["request-id"] ?? randomUUID();
  const headers = {
    ...answer.headers,
    "request-id": id,
    "client-request-id": clientRequestId(request) ?? id,
  };
  return { ...answer, headers };
}

function clientRequestId(request: SandboxRequest): string | undefined {
  return request.headers["client-request-id"]?.toString();
}

function knownCaller(context: SandboxContext, request: SandboxRequest): Caller | undefined {
  try {
    return callerOf(context, request);
  } catch {
    return undefined;
  }
}
