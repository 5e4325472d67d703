import { createHmac } from "node:crypto";
import { localWebhookKey } from "../../../local/localSettings";

interface Change {
  readonly key?: string;
  readonly at?: Date;
  readonly id?: string;
  readonly type?: string;
}

/** A post to the ticket receiver as the product signs it, or with something wrong in it. */
export function signedPost(
  event: object,
  { key = localWebhookKey, at = new Date(), ...change }: Change = {},
): RequestInit {
  const id = change.id ?? "l.1";
  const body = JSON.stringify({ id: "l.1", ...event });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const secret = Buffer.from(key.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "content-type": change.type ?? "application/cloudevents+json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac}`,
  };
  return { method: "POST", headers, body };
}
