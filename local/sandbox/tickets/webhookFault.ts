import { createHmac, timingSafeEqual } from "node:crypto";
import { localWebhookKey } from "../../localSettings";
import type { SandboxRequest } from "../http/answer";

const toleranceSeconds = 5 * 60;

const expected = (signed: string): Buffer =>
  createHmac("sha256", Buffer.from(localWebhookKey.replace("whsec_", ""), "base64"))
    .update(signed)
    .digest();

const fits = (signature: string, mac: Buffer): boolean => {
  const given = Buffer.from(signature.replace(/^v1,/, ""), "base64");
  return signature.startsWith("v1,") && given.length === mac.length && timingSafeEqual(given, mac);
};

function idOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { id?: unknown }).id;
  } catch {
    return undefined;
  }
}

/** Why a real ticket system would not take this post, or undefined: the Standard Webhooks checks, by the sandbox's clock. */
export function webhookFault({ headers, body }: SandboxRequest, now: Date): string | undefined {
  const header = (name: string) => String(headers[name] ?? "");
  const [id, timestamp] = [header("webhook-id"), header("webhook-timestamp")];
  if (!header("content-type").startsWith("application/cloudevents+json"))
    return "is not application/cloudevents+json";
  if (!/^\d+$/.test(timestamp)) return "has no webhook-timestamp";
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds)
    return "was signed too long ago, or in the future";
  const mac = expected(`${id}.${timestamp}.${body}`);
  if (
    !header("webhook-signature")
      .split(" ")
      .some((one) => fits(one, mac))
  )
    return "is not signed with the key of this ticket system";
  if (id === "" || idOf(body) !== id) return "has another webhook-id than its event";
  return undefined;
}
