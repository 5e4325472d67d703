import { z } from "zod";

/** What the Functions host takes: `Authorization=AAD`, and `ClientId=…` for a user-assigned identity. */
const form = /^(?:ClientId=([0-9a-f-]{36});)?Authorization=AAD(?:;ClientId=([0-9a-f-]{36}))?;?$/i;

/** Which managed identity sends telemetry; undefined where the connection string's key is enough. */
export const authentication = z
  .string()
  .transform((text, context) => {
    if (text === "") return undefined;
    const found = form.exec(text);
    if (found) return { clientId: found[1] ?? found[2] };
    context.addIssue({ code: "custom", message: "must be ClientId=…;Authorization=AAD" });
    return z.NEVER;
  })
  .optional();
