import { createHmac } from "node:crypto";

interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: string;
}

/** Standard Webhooks: one signature for each key, so that receivers change keys without losing an event. */
export const signatures = (keys: readonly string[], { id, timestamp, body }: Signed): string =>
  keys
    .map((key) => {
      const secret = Buffer.from(key.replace(/^whsec_/, ""), "base64");
      const mac = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`);
      return `v1,${mac.digest("base64")}`;
    })
    .join(" ");
