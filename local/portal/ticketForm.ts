import type { Problem } from "../stack/productApi";

export const fieldNames = [
  "ticket",
  "directory",
  "administrator",
  "account",
  "kind",
  "access",
  "assignment",
  "until",
  "writeback",
  "reason",
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Readonly<Record<FieldName, string>>;

/** Where each field stands in the request, so that the app's pointers lead back to it. */
const pointers: Readonly<Record<FieldName, string>> = {
  ticket: "/ticket/id",
  directory: "/directory",
  administrator: "/administrator/email",
  account: "/account/email",
  kind: "/account/kind",
  access: "/access",
  assignment: "/assignment",
  until: "/accessUntil",
  writeback: "/passwordWriteback",
  reason: "/reason",
};

/** What fits the sandbox's people, so that a first try is one click. */
export const sensibleFields = (ticketId: string): Fields => ({
  ticket: ticketId,
  directory: "contoso.onmicrosoft.com",
  administrator: "admin@contoso.onmicrosoft.com",
  account: "partner.ops@outlook.com",
  kind: "any",
  access: "full",
  assignment: "active",
  until: "",
  writeback: "yes",
  reason: "Turn on password write-back",
});

export function fieldsOf(form: URLSearchParams): Fields {
  return Object.fromEntries(fieldNames.map((name) => [name, form.get(name) ?? ""])) as Fields;
}

/** A day as the form has it lasts to its end; anything else goes on as it was typed. */
const momentOf = (typed: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(typed) ? `${typed}T23:59:59Z` : typed;

/** The request as the ticketing system's back end sends it. Nothing is corrected: the app checks. */
export function requestOf(fields: Fields, hooksUrl: string): Record<string, unknown> {
  return {
    directory: fields.directory,
    administrator: { email: fields.administrator },
    account: { email: fields.account, kind: fields.kind },
    access: fields.access,
    assignment: fields.assignment,
    ...(fields.until === "" ? {} : { accessUntil: momentOf(fields.until) }),
    passwordWriteback: fields.writeback === "yes",
    reason: fields.reason,
    ticket: {
      id: fields.ticket,
      callbackUrl: `${hooksUrl}/${encodeURIComponent(fields.ticket)}`,
    },
  };
}

/** The app's refusal in the words of the form. */
export interface Refusal {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** The open link that stands in the way, where it is this caller's. */
  readonly openLinkId?: string | undefined;
  readonly byField: Readonly<Partial<Record<FieldName, string>>>;
  /** What belongs to no field of this form. */
  readonly others: readonly string[];
}

/** Sorts the errors of problem details (RFC 9457) to the fields they belong to. */
export function refusalOf(status: number, problem: Problem): Refusal {
  const errors = problem.errors ?? [];
  const fieldAt = (pointer: string) => fieldNames.find((name) => pointers[name] === pointer);
  const byField = Object.fromEntries(
    errors.map((error) => [fieldAt(error.pointer), error.message]).filter(([name]) => name),
  ) as Refusal["byField"];
  const others = errors
    .filter((error) => fieldAt(error.pointer) === undefined)
    .map((error) => `${error.pointer} ${error.message}`.trim());
  return {
    title: problem.title ?? "The app refused the request",
    detail: problem.detail ?? "",
    status,
    openLinkId: problem.link?.split("/").at(-1),
    byField,
    others,
  };
}
