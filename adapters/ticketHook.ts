import { callbackFault } from "../domain/callbackUrl";
import type { Delivery, DeliveryCode } from "../domain/delivery";
import type { Clock, TicketHook, WebhookPost } from "../domain/ports";
import { createCallbackAgent, isRefusedAddress, type AgentOptions } from "./callbackAgent";
import { exchange, NoAnswer, type Answered } from "./exchange";
import { signatures } from "./webhookSignature";

interface HookOptions {
  readonly localCallbacks: string | undefined;
  readonly now: Clock;
  readonly agent?: AgentOptions;
}

/** Seconds that `Retry-After` asks for, given as seconds or as a date. */
function retryAfter({ status, headers }: Answered, now: string): number | null {
  const given = headers["retry-after"];
  if (given === undefined || (status !== 429 && status !== 503)) return null;
  const seconds = /^\d{1,9}$/.test(given)
    ? Number(given)
    : Math.ceil((Date.parse(given) - Date.parse(now)) / 1000);
  return Number.isFinite(seconds) ? seconds : null;
}

const unanswered = (code: DeliveryCode): Delivery => ({ status: null, code, retryAfter: null });

const byNodeCode: Readonly<Record<string, DeliveryCode>> = {
  ABORT_ERR: "too_slow",
  ENOTFOUND: "name_not_found",
  EAI_AGAIN: "name_not_found",
  CERT_HAS_EXPIRED: "not_trusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "not_trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "not_trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "not_trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "not_trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "not_trusted",
};

/** Why there was no answer, without a word of what the other side said. */
function codeOf(error: unknown): DeliveryCode {
  if (error instanceof NoAnswer) return error.code;
  if (isRefusedAddress(error)) return "address_refused";
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return byNodeCode[code] ?? (code.startsWith("HPE_") ? "bad_answer" : "not_reached");
}

/** Signed with the clock's time at this very try, which receivers compare with their own. */
function signed({ id, body: event, caller }: WebhookPost, now: string) {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.parse(now) / 1000));
  const headers = {
    "content-type": "application/cloudevents+json",
    "user-agent": "directory-link",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures(caller?.webhookKeys ?? [], { id, timestamp, body }),
  };
  return { body, headers };
}

/** Posts events to callers' callbacks: to their declared hosts, on the public internet, over https. */
export function createTicketHook({ localCallbacks, now, agent = {} }: HookOptions): TicketHook {
  const toPublic = createCallbackAgent(agent);
  return {
    async post(event) {
      const rules = {
        declaredHosts: event.caller?.callbackHosts ?? [],
        localOrigin: localCallbacks,
      };
      // Asked again at each try: hosts may have been taken off the declaration meanwhile.
      if (callbackFault(event.url, rules)) return unanswered("not_allowed");
      const url = new URL(event.url);
      const isLocal = url.origin === localCallbacks && url.protocol === "http:";
      try {
        const answer = await exchange({
          ...{ url, ...signed(event, now()) },
          agent: isLocal ? undefined : toPublic,
        });
        return {
          status: answer.status,
          code: null,
          retryAfter: retryAfter(answer, now()),
        };
      } catch (error) {
        return unanswered(codeOf(error));
      }
    },
  };
}
