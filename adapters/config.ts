import { z } from "zod";
import { tenantId } from "../domain/ids";
import { callers } from "./callers";
import { isLoopback } from "./isLoopback";
import { keySource, type KeySource } from "./keySettings";
import { storageSource, type StorageSource } from "./storageSettings";
import { authentication } from "./telemetrySettings";

const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => text.startsWith("https:") || isLoopback(text), "must be https")
  .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", "must have no path")
  .transform((text) => text.replace(/\/+$/, ""));

/** A whole number; an empty setting counts as absent. */
const whole = (min: number, max: number) =>
  z
    .preprocess(
      (text) => (text === "" ? undefined : text),
      z.coerce.number().int().min(min).max(max).optional(),
    )
    .pipe(z.number());
const general = z.object({
  PUBLIC_URL: origin,
  TABLES_PREFIX: z
    .string()
    .regex(/^([A-Za-z][A-Za-z0-9]{0,20})?$/, "must be letters and digits")
    .default(""),
  ENTRA_AUTHORITY: origin,
  GRAPH_URL: origin,
  /** Azure Resource Manager; without it nobody's Azure subscriptions are looked up. */
  ARM_URL: z.union([z.literal("").transform(() => undefined), origin]).optional(),
  LINK_CLIENT_ID: z.guid(),
  /** The tenant that runs this product; operators and callers' applications sign in there. */
  HOME_TENANT_ID: z
    .guid()
    .toLowerCase()
    .transform((id) => tenantId.parse(id)),
  /** The *api* registration in the home tenant: audience of callers' tokens, client of /ops. */
  API_CLIENT_ID: z.guid().toLowerCase(),
  MANAGED_IDENTITY_CLIENT_ID: z
    .union([z.literal("").transform(() => undefined), z.guid()])
    .optional(),
  /** Where the managed identity gives tokens; App Service sets both by itself, @azure/identity reads them. */
  IDENTITY_ENDPOINT: z.string().optional(),
  IDENTITY_HEADER: z.string().optional(),
  MAIL_SENDER: z.email(),
  CALLERS: callers,
  /** New links a caller may ask for in an hour, and that may be about one recipient or directory in a day. */
  LIMIT_PER_CALLER: whole(1, 1_000_000).default(300),
  LIMIT_PER_RECIPIENT: whole(1, 1_000_000).default(10),
  LIMIT_PER_DIRECTORY: whole(1, 1_000_000).default(50),
  /** `true`: no new links and no writes in directories; waits go on. */
  PAUSED: z.union([z.literal("").transform(() => false), z.stringbool()]).default(false),
  /** Days that the engine's history is kept after a link is finished. */
  RETAIN_DAYS: whole(1, 3650).default(30),
  /** Days after which names and addresses are stripped from a finished link. */
  EVIDENCE_DAYS: whole(1, 36_500).default(730),
  /** Origin on this machine that tickets' callbacks may go to; only where PUBLIC_URL is on this machine too. */
  LOCAL_CALLBACKS: z.union([z.literal("").transform(() => undefined), origin]).optional(),
  /** Traces and metrics go there; without it nothing of Application Insights is loaded. */
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .union([
      z.literal("").transform(() => undefined),
      z
        .string()
        .regex(/(^|;)InstrumentationKey=[0-9a-f-]{36}(;|$)/i, "must be a connection string"),
    ])
    .optional(),
  /** Telemetry is sent with a managed identity then; the Functions host's own name and form of it. */
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: authentication,
  /** OpenTelemetry's own names for how many traces are kept; all of them without. */
  OTEL_TRACES_SAMPLER: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.string().optional(),
});
type Env = Readonly<Record<string, string | undefined>>;

/** All settings that are to be there, by which of two ways each is given. */
const settingsOf = (env: Env) =>
  general.extend({ ...keySource(env), ...storageSource(env) }).superRefine(
    /** Where anybody else may reach the product, nothing on its own machine may be reached through it. */
    ({ LOCAL_CALLBACKS: local, PUBLIC_URL }, context) => {
      if (local === undefined) return;
      const refuse = (message: string) =>
        context.addIssue({ code: "custom", path: ["LOCAL_CALLBACKS"], message });
      if (!isLoopback(local)) refuse("must be on this machine");
      if (!isLoopback(PUBLIC_URL))
        refuse("is for development only: PUBLIC_URL is not on this machine");
    },
  );
export type Config = z.infer<typeof general> & KeySource & StorageSource;

/** Every setting the product reads; the same list stands in local.settings.sample.json. */
export const settingNames = [
  ...Object.keys(general.shape),
  ...Object.keys(keySource({})),
  ...Object.keys(storageSource({})),
];

/** What may stand in the place of a setting that is missing. */
const instead: Readonly<Record<string, string>> = {
  SIGNING_KEYS: "KEY_VAULT_URL",
  SEALING_KEYS: "KEY_VAULT_URL",
  AzureWebJobsStorage: "AzureWebJobsStorage__tableServiceUri",
};

/** Reads all settings at once; what is missing or wrong is named in one message, never with its value. */
export function readConfig(env: Env): Config {
  const parsed = settingsOf(env).safeParse(env, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const at = issue.path.length > 1 ? ` (at ${issue.path.slice(1).join(".")})` : "";
    if (env[name]) return `  ${name}: ${issue.message}${at}`;
    return `  ${name}: is missing${instead[name] ? ` (or set ${instead[name]} instead)` : ""}`;
  });
  throw new Error(
    `The settings are not complete:\n${[...new Set(lines)].join("\n")}\nlocal.settings.sample.json shows every setting; README.md says what each is for.`,
  );
}
