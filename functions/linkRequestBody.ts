import type { HttpRequest } from "@azure/functions";
import { callbackFault, type CallbackRules } from "../domain/callbackUrl";
import type { Caller } from "../domain/ports";
import { earliestEnd } from "../domain/earliestEnd";
import { parseLinkRequest, type LinkRequest } from "../domain/request";
import { Problem } from "./api";
import { readBody } from "./doors";

interface Asked {
  readonly caller: Caller;
  readonly now: string;
  /** Origin on this machine that callbacks may go to. */
  readonly localCallbacks?: string | undefined;
}

/** The request that was sent to `POST /api/v1/links`, or a Problem that names every wrong field. */
export function checkLinkRequest(
  sent: unknown,
  { caller, now, localCallbacks }: Asked,
): LinkRequest {
  const parsed = parseLinkRequest(sent);
  if (!parsed.ok)
    throw new Problem(400, "invalid_request", {
      detail: "Correct the fields named in errors.",
      errors: parsed.errors,
    });
  refuseForeignCallback(parsed.request, {
    declaredHosts: caller.callbackHosts,
    localOrigin: localCallbacks,
  });
  refuseEarlyEnd(parsed.request, now);
  return parsed.request;
}

/** A JSON body of at most 16 KiB, unread. */
export async function readJson(request: HttpRequest): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Problem(415, "unsupported_media_type", {
      detail: "Send the request as application/json.",
    });
  const text = await readBody(request);
  if (text === undefined)
    throw new Problem(413, "body_too_large", { detail: "A request body is at most 16 KiB." });
  return parseJson(text);
}

/** Our deepest request has four; what is nested without an end would take all our stack. */
const mostLevels = 16;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)));

const wrongBody = (message: string): Problem =>
  new Problem(400, "invalid_request", {
    detail: `The body ${message}.`,
    errors: [{ pointer: "", message }],
  });

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrongBody("is not JSON");
  }
  if (isDeeper(value, mostLevels)) throw wrongBody(`has more than ${String(mostLevels)} levels`);
  return value;
}

const wrongField = (pointer: string, message: string): Problem =>
  new Problem(400, "invalid_request", {
    detail: "Correct the fields named in errors.",
    errors: [{ pointer, message }],
  });

/** Access that ends while people may still answer would be given for nothing. */
function refuseEarlyEnd(body: LinkRequest, now: string): void {
  const earliest = earliestEnd(body, now);
  if (body.accessUntil === null || body.accessUntil > earliest) return;
  throw wrongField(
    "/accessUntil",
    `must be after all deadlines of this request, which is ${earliest}`,
  );
}

function refuseForeignCallback({ ticket }: LinkRequest, rules: CallbackRules): void {
  const fault = ticket?.callbackUrl && callbackFault(ticket.callbackUrl, rules);
  if (fault) throw wrongField("/ticket/callbackUrl", fault);
}
