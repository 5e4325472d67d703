import type { SandboxContext } from "../context";
import { faultAnswer, faultMessage, type Fault } from "../control/faults";
import { noteRequest } from "../control/noteRequest";
import { bearerOf, type Bearer } from "../entra/bearer";
import { json, type Answer, type SandboxRequest } from "../http/answer";
import { listSubscriptions } from "./listSubscriptions";

const apiVersion = "2022-12-01";

/** Whether the request is one to Azure Resource Manager. */
export const isArm = ({ url }: SandboxRequest): boolean =>
  /^\/subscriptions(\/|$)/.test(url.pathname);

/** Answers one request to Azure Resource Manager and keeps a note of it, as answerGraph does. */
export function answerArm(context: SandboxContext, request: SandboxRequest, fault?: Fault): Answer {
  const caller = bearerOf(context, request, "arm");
  const answer = fault ? faulted(fault) : answerCall(request, caller);
  const known = typeof caller === "string" ? undefined : caller;
  noteRequest(context, request, { caller: known, status: answer.status });
  return answer;
}

function answerCall({ method, url }: SandboxRequest, caller: Bearer | string): Answer {
  if (method !== "GET" || url.pathname !== "/subscriptions")
    return refuse(501, "NotImitated", `The sandbox does not imitate ${method} ${url.pathname}.`);
  if (typeof caller === "string" || caller.kind !== "delegated")
    return refuse(401, "AuthenticationFailed", `Authentication failed. ${String(caller)}`);
  const version = url.searchParams.get("api-version");
  if (version === null)
    return refuse(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  if (version !== apiVersion)
    return refuse(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid.`);
  return json(200, listSubscriptions(caller));
}

/** A fault in the service's own error shape, unless it brings a body of its own. */
function faulted(fault: Fault): Answer {
  const { status = 503, code = "ServerTimeout", message = faultMessage, body } = fault;
  return faultAnswer({ ...fault, status, body: body ?? { error: { code, message } } });
}

/** The error shape of every Azure Resource Manager API. */
function refuse(status: number, code: string, message: string): Answer {
  return json(status, { error: { code, message } });
}
