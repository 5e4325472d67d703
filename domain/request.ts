import { z } from "zod";
import {
  findRole,
  globalAdministrator,
  knownRoles,
  passwordWritebackRoles,
  type Role,
} from "./roles";
import { errorsOf, type FieldError } from "./fieldErrors";
import { roleTemplateId } from "./ids";
import { hidden } from "./plainText";

const noLinks = /https?:|www\.|:\/\//i;

/** Text of people, shown quoted: no control characters, no web address. */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(max, `must be at most ${String(max)} characters`)
    .refine((text) => !hidden.test(text), "must not contain control or direction characters")
    .refine((text) => !noLinks.test(text), "must not contain a web address");

/** Entra refuses these characters in an invited address, so plus-addresses are out (Graph: Create invitation). */
export const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an e-mail address"))
  .refine((text) => !text.includes("+"), "must not be a plus-address: Entra refuses them")
  .refine(
    (text) => /^[a-z0-9_.'+-]+@[a-z0-9.-]+$/.test(text),
    "has a character that Entra refuses in an invitation",
  );

export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "must be a domain name, for example contoso.onmicrosoft.com",
  );

const isPlainUrl = (url: URL): boolean =>
  url.username === "" && url.password === "" && url.hash === "";

const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an absolute http(s) URL" })
  .max(500, "must be at most 500 characters")
  .refine(
    (text) => !URL.canParse(text) || isPlainUrl(new URL(text)),
    "must carry no user name, password or fragment",
  );
const days = z
  .int("must be a whole number of days")
  .min(1, "must be at least 1")
  .max(60, "must be at most 60");

const moment = z.iso
  .datetime({ offset: true, error: "must be a date and time such as 2027-01-31T00:00:00Z" })
  .transform((text) => new Date(text).toISOString());

const templateIds = (roles: readonly Role[]) => roles.map((role) => role.templateId);
const namedRole = z.string().transform((text, context) => {
  const role = findRole(text);
  if (role) return role.templateId;
  context.addIssue({
    code: "custom",
    message: `is not a built-in role that we know by name or template id; custom roles and groups cannot be given. Known: ${knownRoles.map((one) => one.name).join(", ")}`,
  });
  return z.NEVER;
});
const access = z.union([
  z.literal("full").transform(() => templateIds([globalAdministrator])),
  z.literal("passwordWriteback").transform(() => templateIds(passwordWritebackRoles)),
  z
    .strictObject({
      roles: z
        .array(namedRole)
        .min(1, "must name at least one role")
        .max(10, "must name at most 10 roles")
        .transform((roles) => [...new Set(roles)]),
    })
    .transform(({ roles }) => roles),
]);

const ticket = z.strictObject({
  id: plainText(100),
  url: webAddress.optional(),
  callbackUrl: webAddress.optional(),
});

/** Who is asked: in the request, and when somebody else is named later. */
export const administratorOf = z.strictObject({
  email: address,
  name: plainText(200).optional(),
  language: z.literal("en", 'must be "en", the one language there is').default("en"),
});

/** An address as people type it; undefined where it is none that Entra takes. */
export const readAddress = (text: string): string | undefined => address.safeParse(text).data;

const withTicket = z.object({ ticket: z.object({ id: plainText(100) }) });

/** The ticket of a body that was not parsed yet, also where its other fields are wrong. */
export const ticketIdIn = (sent: unknown): string | undefined =>
  withTicket.safeParse(sent).data?.ticket.id;

const fields = z.strictObject({
  directory: domain,
  administrator: administratorOf,
  account: z
    .strictObject({
      email: address,
      name: plainText(200).optional(),
      kind: z.enum(["microsoft", "work", "any"], "must be microsoft, work or any").default("any"),
      homeTenantId: z.guid("must be a tenant id").toLowerCase().optional(),
      /** Whether an account that proves itself by mailed one-time passcodes may get a privileged role. */
      oneTimePasscode: z.boolean("must be true or false").default(false),
    })
    .refine((account) => account.homeTenantId === undefined || account.kind === "work", {
      path: ["homeTenantId"],
      message: 'goes with kind "work" only',
    }),
  access: access.default(templateIds([globalAdministrator])),
  /** `eligible`: the account may activate its roles in Privileged Identity Management when it needs them. */
  assignment: z.enum(["active", "eligible"], "must be active or eligible").default("active"),
  accessUntil: moment.nullable().default(null),
  passwordWriteback: z.boolean("must be true or false").default(false),
  setWritebackFlag: z.boolean("must be true or false").default(false),
  reason: plainText(200),
  ticket: ticket.optional(),
  respondWithinDays: z
    .strictObject({
      consent: days.default(7),
      signIn: days.default(7),
      writeback: days.default(14),
    })
    .default({ consent: 7, signIn: 7, writeback: 14 }),
});

/** The body of `POST /api/v1/links`, as callers write it; parsing it fills in the defaults. */
export const linkRequest = fields
  .refine(({ administrator, account }) => administrator.email !== account.email, {
    path: ["account", "email"],
    message: "is the administrator's own address",
  })
  .refine(({ setWritebackFlag, passwordWriteback }) => passwordWriteback || !setWritebackFlag, {
    path: ["setWritebackFlag"],
    message: "goes with passwordWriteback only",
  });

const { administrator, account } = fields.shape;
const someName = { email: z.string(), name: z.string().optional() };

/**
 * The same request once parsed, as the link's row keeps it. Its texts were judged when it was taken, by
 * the rules of that day; a row has to be read whatever they are now.
 */
export const storedRequest = fields
  .extend({
    administrator: administrator.extend(someName),
    account: z.strictObject({ ...account.shape, ...someName }),
    access: z.array(roleTemplateId),
    reason: z.string(),
    ticket: z
      .strictObject({
        id: z.string(),
        url: z.string().optional(),
        callbackUrl: z.string().optional(),
      })
      .optional(),
  })
  .readonly();
export type LinkRequest = z.infer<typeof storedRequest>;

type ParsedRequest =
  | { readonly ok: true; readonly request: LinkRequest }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Parses a request body; every wrong field is named. */
export function parseLinkRequest(body: unknown): ParsedRequest {
  const parsed = linkRequest.safeParse(body, { reportInput: true });
  return parsed.success
    ? { ok: true, request: parsed.data }
    : { ok: false, errors: errorsOf(parsed.error) };
}
