import type { SandboxContext } from "../context";
import { faultAnswer, faultMessage, type Fault } from "../control/faults";
import { noteRequest } from "../control/noteRequest";
import { bearerOf, type Bearer } from "../entra/bearer";
import { json, type Answer, type SandboxRequest } from "../http/answer";
import { answerReferences } from "./appReferences";
import { ArmRefusal, checkApiVersion, refusedByArm } from "./armRefusal";
import { listSubscriptions } from "./listSubscriptions";
import { answerSecret } from "./vaultSecrets";

const apiVersion = "2022-12-01";

/** Whether the request is one to Azure Resource Manager. */
export const isArm = ({ url }: SandboxRequest): boolean =>
  /^\/subscriptions(\/|$)/.test(url.pathname);

/** Answers one request to Azure Resource Manager and keeps a note of it, as answerGraph does. */
export function answerArm(context: SandboxContext, request: SandboxRequest, fault?: Fault): Answer {
  const caller = bearerOf(context, request, "arm");
  const answer = fault ? faulted(fault) : answerCall(context, request, caller);
  const known = typeof caller === "string" ? undefined : caller;
  noteRequest(context, request, { caller: known, status: answer.status });
  return answer;
}

function answerCall(
  context: SandboxContext,
  request: SandboxRequest,
  caller: Bearer | string,
): Answer {
  const { method, url } = request;
  try {
    if (typeof caller === "string" || caller.kind !== "delegated")
      throw new ArmRefusal(
        401,
        "AuthenticationFailed",
        `Authentication failed. ${typeof caller === "string" ? caller : ""}`,
      );
    if (method === "GET" && url.pathname === "/subscriptions") {
      checkApiVersion(url.searchParams, apiVersion);
      return json(200, listSubscriptions(caller));
    }
    const answer =
      answerSecret(context, request, caller) ?? answerReferences(context, request, caller);
    if (answer) return answer;
    const what = `The sandbox does not imitate ${method} ${url.pathname}.`;
    throw new ArmRefusal(501, "NotImitated", what);
  } catch (error) {
    if (error instanceof ArmRefusal) return refusedByArm(error);
    throw error;
  }
}

/** A fault in the service's own error shape, unless it brings a body of its own. */
function faulted(fault: Fault): Answer {
  const { status = 503, code = "ServerTimeout", message = faultMessage, body } = fault;
  return faultAnswer({ ...fault, status, body: body ?? { error: { code, message } } });
}
