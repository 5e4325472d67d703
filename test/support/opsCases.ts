import type { CallRecord } from "../../domain/callRecords";
import { linkId, objectId, tenantId } from "../../domain/ids";
import type { Link, StoredEvent } from "../../domain/link";
import { aLink, aRequest, aTenant, aWait } from "./aLink";
import { aLinked, aRole, checked, writebackWait } from "../views/someLinks";

const at = (day: number, time = "09:00"): string =>
  `2026-11-${String(day).padStart(2, "0")}T${time}:00.000Z`;
export const opsNow = at(24, "12:00");

const person = {
  tenantId: tenantId.parse(aTenant),
  objectId: objectId.parse("aaaaaaaa-2222-4333-8444-555555555555"),
  name: "Grace Adler",
};

const customers = [
  ["Contoso", "contoso.onmicrosoft.com"],
  ["Fabrikam Residences and Hospitality Group", "fabrikam.onmicrosoft.com"],
  ["Adatum", "adatum.onmicrosoft.com"],
  ["Wingtip Toys", "wingtip.onmicrosoft.com"],
  ["Litware", "litware.onmicrosoft.com"],
] as const;

const letter = (n: number): string => "abcdefghijklmnopqrstuvwxyz".charAt(n % 26);

/** A link of its own: id, customer and ticket by number. */
export function aCase(n: number, overrides: Partial<Link> = {}): Link {
  const [name, domain] = customers[n % customers.length] ?? customers[0];
  const request = aRequest({ directory: domain, ticket: { id: `CHG-${String(4700 + n)}` } });
  const createdAt = overrides.createdAt ?? at(1 + (n % 23));
  return aLink({
    id: linkId.parse(`${letter(n)}${letter(Math.floor(n / 26))}${"q".repeat(24)}`),
    callerId: n % 3 === 0 ? "portal" : "helpdesk",
    request,
    directory: { tenantId: person.tenantId, name, defaultDomain: domain },
    createdAt,
    since: createdAt,
    ...overrides,
  });
}

export const parkedCase = (): Link =>
  aCase(1, {
    createdAt: at(18),
    status: "needsOperator",
    since: at(22, "15:00"),
    openedAt: at(19, "08:30"),
    consent: { person, at: at(20, "10:00"), sessionId: "s" },
    preflight: {
      at: at(20, "10:01"),
      warnings: [
        {
          code: "many_global_administrators",
          words:
            "The directory has 9 Global Administrators already; Microsoft recommends fewer than 5",
        },
      ],
    },
    pastWaits: [
      aWait({
        openedAt: at(18, "09:01"),
        deadline: at(25, "09:01"),
        reminders: [at(19, "20:00")],
        reminded: 1,
        decision: { type: "approved", at: at(20, "10:00"), by: "administrator" },
      }),
    ],
    wait: aWait({
      n: 2,
      what: "operator",
      openedAt: at(22, "15:00"),
      deadline: "2026-12-22T15:00:00.000Z",
      reminders: [],
    }),
    parked: {
      code: "invitations_closed",
      step: "inviteAccount",
      at: at(22, "15:00"),
      from: "preparing",
      evidence: "POST /v1.0/invitations 403 request-id 6c1f0f5e-5b1c-4e6e-9d1d-0d8a5f1f7a11",
    },
    mails: [
      { key: "askConsent-1-0", at: at(18, "09:01") },
      { key: "remindConsent-1-1", at: at(19, "20:00") },
    ],
  });

export const parkedEvents = (): StoredEvent[] =>
  (
    [
      ["link.requested", {}, at(18)],
      ["link.started", {}, at(18)],
      ["link.directoryFound", { tenantId: aTenant }, at(18)],
      ["link.planned", { steps: 6 }, at(18)],
      ["link.awaitingConsent", { from: "requested" }, at(18, "09:01")],
      ["mail.sent", { mail: "askConsent" }, at(18, "09:01")],
      ["mail.sent", { mail: "remindConsent" }, at(19, "20:00")],
      ["decision.approved", { by: "administrator" }, at(20, "10:00")],
      ["link.preparing", { from: "awaitingConsent" }, at(20, "10:00")],
      ["preflight.done", { warnings: "many_global_administrators" }, at(20, "10:01")],
      ["link.needsOperator", { from: "preparing" }, at(22, "15:00")],
      ["link.parked", { code: "invitations_closed", step: "inviteAccount" }, at(22, "15:00")],
    ] as const
  ).map(([type, data, time], index) => ({ seq: index + 1, type, data, time }));

export const someCalls = (): CallRecord[] => [
  {
    at: at(20, "10:01"),
    step: "preflight",
    method: "GET",
    path: "/v1.0/policies/authorizationPolicy",
    status: 200,
    requestId: "0b7d7a52-4a77-4a53-8b2f-8b6f0c0e6a01",
  },
  {
    at: at(22, "15:00"),
    step: "inviteAccount",
    method: "POST",
    path: "/v1.0/invitations",
    status: 403,
    requestId: "6c1f0f5e-5b1c-4e6e-9d1d-0d8a5f1f7a11",
  },
];

/** Linked, with write-back still open. */
export const linkedCase = (): Link =>
  aLinked({
    ...aCase(2, { createdAt: at(10) }),
    status: "awaitingWriteback",
    outcome: null,
    since: at(16, "09:30"),
    openedAt: at(11),
    consent: { person, at: at(12), sessionId: "s" },
    linkedAt: at(16, "09:30"),
    wait: writebackWait({
      openedAt: at(16, "09:30"),
      deadline: at(30, "09:30"),
      reminders: [at(21), at(26), at(29)],
      reminded: 1,
    }),
    roles: [aRole()],
    writeback: checked,
    mails: [{ key: "linkedAccount-3-0", at: at(16, "09:30") }],
  });

/** A month as it usually is. */
export function someCases(): Link[] {
  const many = Array.from({ length: 60 }, (_, n) => n + 3).map((n) => {
    const createdAt = at(1 + (n % 23), "08:00");
    const later = (hours: number): string =>
      new Date(Date.parse(createdAt) + hours * 3_600_000).toISOString();
    const opened = { createdAt, openedAt: n % 7 === 0 ? null : later(5 + (n % 9)) };
    if (n % 7 < 2)
      return aCase(n, {
        ...opened,
        wait: aWait({ openedAt: createdAt, deadline: at(28), reminders: [at(26)], reminded: 0 }),
      });
    const consented = { ...opened, consent: { person, at: later(30 + (n % 20)), sessionId: "s" } };
    if (n % 7 === 2)
      return aCase(n, { ...opened, status: "declined", outcome: "declined", wait: null });
    if (n % 7 === 3)
      return aCase(n, {
        ...consented,
        status: "awaitingSignIn",
        since: later(31),
        wait: aWait({ n: 2, what: "signIn", deadline: at(26), reminders: [at(24)], reminded: 1 }),
      });
    return aCase(n, {
      ...consented,
      status: "completed",
      outcome: "completed",
      wait: null,
      account: { ...aLink().account, signedInAt: later(60 + n) },
      linkedAt: later(60 + n),
    });
  });
  return [parkedCase(), linkedCase(), ...many];
}
