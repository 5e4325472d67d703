import { z } from "zod";
import { isAddress } from "../domain/callbackUrl";
import { domain } from "../domain/request";
import { isLoopback } from "./isLoopback";

/** Who else than a caller decides, as the record names them. */
const ownNames: readonly string[] = [
  ...["administrator", "account", "deadline", "enddate"],
  ...["retention", "operator"],
];

const roleNames = ["Links.Request", "Links.Read", "Links.Operate"] as const;

interface Named {
  readonly id: string;
  readonly apiKeyHashes: readonly string[];
  readonly appIds: readonly string[];
}
const areDistinct = (all: readonly Named[]): boolean =>
  [
    all.map((one) => one.id),
    all.flatMap((one) => one.apiKeyHashes),
    all.flatMap((one) => one.appIds),
  ].every((names) => new Set(names).size === names.length);

const isWebhookKey = (text: string): boolean => {
  const bytes = Buffer.from(text.replace(/^whsec_/, ""), "base64");
  return /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) && bytes.length >= 24 && bytes.length <= 64;
};

/** As a URL has it, so that it can be compared: lower case, without the port 443. */
const isHost = (text: string): boolean =>
  URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text;

/** Events go to names alone; on the machine itself, where developers try it, to its own addresses too. */
const isNamed = (host: string): boolean => {
  const { hostname } = new URL(`https://${host}`);
  return !isAddress(hostname) || isLoopback(`https://${host}`);
};

/** The setting CALLERS: a JSON array of who may call the API. */
export const callers = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be a JSON array of callers" });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.strictObject({
          id: z
            .string()
            .regex(/^[a-z0-9-]{1,40}$/, "caller ids are a-z, 0-9 and -")
            .refine((id) => !ownNames.includes(id), "this id stands for others in the record"),
          displayName: z.string().min(1).max(100),
          domain,
          apiKeyHashes: z
            .array(z.string().regex(/^[0-9a-f]{64}$/, "apiKeyHashes are SHA-256, 64 hex digits"))
            .max(2),
          roles: z.array(z.enum(roleNames, { error: `roles are ${roleNames.join(", ")}` })),
          /** Hosts as they stand in a URL: with the port where it is not 443. */
          callbackHosts: z.array(
            z
              .string()
              .refine(isHost, {
                error: "callbackHosts are hosts as in a URL, such as tickets.example",
                abort: true,
              })
              .refine(isNamed, "callbackHosts are names: events are not sent to IP addresses"),
          ),
          /** App ids of the caller's own registrations, whose access tokens stand for it. */
          appIds: z.array(z.guid().toLowerCase()).max(10).default([]),
          /** Keys that sign webhooks to it, `whsec_` and base64 of 24 to 64 bytes; two while one replaces the other. */
          webhookKeys: z
            .array(
              z
                .string()
                .refine(isWebhookKey, "webhookKeys are whsec_ and base64 of 24 to 64 bytes"),
            )
            .max(2)
            .default([]),
        }),
      )
      .min(1, "must declare at least one caller")
      .refine(
        (all) => all.every((one) => one.callbackHosts.length === 0 || one.webhookKeys.length > 0),
        "a caller with callbackHosts needs a webhookKey: events are always signed",
      )
      .refine(areDistinct, "two callers share an id, a key or an app id"),
  );
