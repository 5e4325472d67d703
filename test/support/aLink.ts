import { askedFor, planOf } from "../../domain/agreement";
import { linkSchema, type Link } from "../../domain/link";
import { type Wait } from "../../domain/wait";
import { currentEdition, planSteps } from "../../domain/plan";
import type { Caller } from "../../domain/ports";
import { parseLinkRequest, type LinkRequest } from "../../domain/request";

export const aTenant = "3d6f1c2a-9b04-4f0e-8a55-0c1e7b9d2f31";
const createdAt = "2026-11-22T09:00:00.000Z";
const hash = "q".repeat(43);

/** A stored request, with the same defaults that the door fills in. */
export function aRequest(body: Record<string, unknown> = {}): LinkRequest {
  const parsed = parseLinkRequest({
    directory: "contoso.onmicrosoft.com",
    administrator: { email: "admin@contoso.onmicrosoft.com", name: "Contoso IT" },
    account: { email: "partner.ops@outlook.com", name: "Partner operations", kind: "microsoft" },
    passwordWriteback: true,
    reason: "Turn on password write-back",
    ticket: { id: "CHG-4711" },
    ...body,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.request;
}

/** An open wait for consent, seven days long. */
export const aWait = (overrides: Partial<Wait> = {}): Wait => ({
  n: 1,
  what: "consent",
  openedAt: createdAt,
  deadline: "2026-11-29T10:00:00.000Z",
  reminders: ["2026-11-24T17:00:00.000Z", "2026-11-27T01:00:00.000Z", "2026-11-28T10:00:00.000Z"],
  reminded: 0,
  tokenHash: hash,
  accountTokenHash: null,
  kid: "k1",
  extended: [],
  decision: null,
  ...overrides,
});

export const aCaller = (overrides: Partial<Caller> = {}): Caller => ({
  id: "helpdesk",
  displayName: "Northwind Helpdesk",
  domain: "northwind.example",
  apiKeyHashes: [],
  roles: ["Links.Request", "Links.Read"],
  callbackHosts: [],
  appIds: [],
  webhookKeys: [],
  ...overrides,
});

/** What aRequest() asks for, agreed to as it is. */
export const anAgreement = askedFor(aRequest());

/** A link that waits for the administrator's consent; its plan fits its request unless given. */
export function aLink(overrides: Partial<Link> = {}): Link {
  const request = overrides.request ?? aRequest();
  const steps = planSteps(request);
  return linkSchema.parse({
    id: "abcdefghijklmnopqrstuvwxyz",
    callerId: "helpdesk",
    createdAt,
    updatedAt: createdAt,
    version: 3,
    lastSeq: 3,
    status: "awaitingConsent",
    since: createdAt,
    outcome: null,
    request,
    narrowedFrom: null,
    runId: "run-1",
    directory: { tenantId: aTenant, name: "Contoso", defaultDomain: "contoso.onmicrosoft.com" },
    plan: planOf(hash, steps, currentEdition),
    administrator: { email: request.administrator.email, forwards: 0 },
    wait: aWait(),
    pastWaits: [],
    consent: null,
    account: { found: null, inviteIntentAt: null, objectId: null, signedInAt: null },
    roles: [],
    writeback: {
      state: request.passwordWriteback ? "planned" : "notAsked",
      checks: [],
      toDo: [],
    },
    mails: [],
    undone: [],
    parked: null,
    failure: null,
    cancelRequested: null,
    ...overrides,
  });
}

/** A link about which so much was said that its row is to grow no more by what callers do. */
export const fullLink = aLink({
  reasons: Array.from({ length: 800 }, () => ({
    ...{ action: "resent", by: "helpdesk", at: createdAt, reason: "x".repeat(200) },
  })),
});
