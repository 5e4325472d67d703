import { z } from "zod";

const secretKey = z.string().transform((text, context) => {
  const [kid, value] = text.split(":");
  const bytes = Buffer.from(value ?? "", "base64url");
  if (kid && /^[A-Za-z0-9-]{1,32}$/.test(kid) && bytes.length === 32) return { kid, bytes };
  context.addIssue({
    code: "custom",
    message: "each key is written name:value, value = 32 bytes base64url",
  });
  return z.NEVER;
});
const keyRing = z
  .string()
  .transform((text) => text.split(",").map((one) => one.trim()))
  .pipe(z.array(secretKey).min(1));

/** Who else than a caller decides, as the record names them. */
const ownNames: readonly string[] = ["administrator", "account", "deadline", "enddate"];

const areDistinct = (all: readonly { id: string; apiKeyHashes: readonly string[] }[]): boolean =>
  [all.map((one) => one.id), all.flatMap((one) => one.apiKeyHashes)].every(
    (names) => new Set(names).size === names.length,
  );

const callers = z
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
            .refine((id) => !ownNames.includes(id), "this id stands for people in the record"),
          displayName: z.string().min(1).max(100),
          domain: z.string().min(1).max(253),
          apiKeyHashes: z
            .array(z.string().regex(/^[0-9a-f]{64}$/, "apiKeyHashes are SHA-256, 64 hex digits"))
            .max(2),
          roles: z.array(z.enum(["Links.Request", "Links.Read", "Links.Operate"])),
          callbackHosts: z.array(z.string()),
        }),
      )
      .min(1, "must declare at least one caller")
      .refine(areDistinct, "two callers share an id or a key"),
  );

/** True for addresses that cannot leave this machine. */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => text.startsWith("https:") || isLoopback(text), "must be https")
  .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", "must have no path")
  .transform((text) => text.replace(/\/+$/, ""));

/** Every setting the product reads; the same list stands in local.settings.sample.json. */
const settings = z.object({
  PUBLIC_URL: origin,
  AzureWebJobsStorage: z
    .string()
    .regex(
      /^UseDevelopmentStorage=true|(^|;)Account(Name|Key)=/,
      "must be a storage connection string",
    ),
  TABLES_PREFIX: z
    .string()
    .regex(/^([A-Za-z][A-Za-z0-9]{0,20})?$/, "must be letters and digits")
    .default(""),
  ENTRA_AUTHORITY: origin,
  GRAPH_URL: origin,
  /** Azure Resource Manager; without it nobody's Azure subscriptions are looked up. */
  ARM_URL: z.union([z.literal("").transform(() => undefined), origin]).optional(),
  LINK_CLIENT_ID: z.guid(),
  MANAGED_IDENTITY_CLIENT_ID: z
    .union([z.literal("").transform(() => undefined), z.guid()])
    .optional(),
  /** Where the managed identity gives tokens; App Service sets both by itself, @azure/identity reads them. */
  IDENTITY_ENDPOINT: z.string().optional(),
  IDENTITY_HEADER: z.string().optional(),
  MAIL_SENDER: z.email(),
  SIGNING_KEYS: keyRing,
  SEALING_KEYS: keyRing,
  CALLERS: callers,
});
export type Config = z.infer<typeof settings>;
export type KeyRing = Config["SIGNING_KEYS"];

export const settingNames = Object.keys(settings.shape);

/** Reads all settings at once; what is missing or wrong is named in one message, never with its value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(env, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const at = issue.path.length > 1 ? ` (at ${issue.path.slice(1).join(".")})` : "";
    return env[name] ? `  ${name}: ${issue.message}${at}` : `  ${name}: is missing`;
  });
  throw new Error(
    `The settings are not complete:\n${[...new Set(lines)].join("\n")}\nlocal.settings.sample.json shows every setting; README.md says what each is for.`,
  );
}
