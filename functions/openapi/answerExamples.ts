import type { Examples } from "./apiCall";

export const linkId = "mrh3kxzq2w7nqe5c4tbo6yjd2a";
const at = "2026-11-22T09:00:00.000Z";
const globalAdministrator = {
  name: "Global Administrator",
  templateId: "62e90394-69f5-4237-9190-012177145e10",
};
const directory = {
  domain: "contoso.onmicrosoft.com",
  tenantId: "c0200000-0000-4000-8000-000000000000",
  name: "Contoso",
};
const plan = {
  hash: "32c6c532a951e81db000653b2ce0f427ee0db8fee0df8610dcb75507423ae59e",
  steps: [
    "See which account you signed in with, and that it is an administrator of this directory",
    "Invite partner.ops@outlook.com as a guest",
    "Give partner.ops@outlook.com the role Global Administrator",
  ],
};
const progress = {
  id: linkId,
  status: "awaitingConsent",
  outcome: null,
  waitingOn: "administrator",
  since: "2026-11-22T09:00:02.000Z",
  nextReminderAt: "2026-11-24T17:00:00.000Z",
  expiresAt: "2026-11-29T09:00:02.000Z",
  nextAction: "The administrator opens the mailed link and decides",
};

const link = {
  ...progress,
  directory,
  administrator: { email: "admin@contoso.onmicrosoft.com", consentedBy: null },
  account: { email: "partner.ops@outlook.com", objectId: null, signedInAt: null, kind: null },
  access: {
    assignment: "active",
    roles: [{ ...globalAdministrator, state: "planned" }],
    asked: null,
    until: null,
  },
  preflight: null,
  passwordWriteback: { state: "notAsked", checks: [], toDo: [], flag: null, signedOff: null },
  plan,
  parked: null,
  allowedActions: ["cancel", "resend", "administrator", "extend"],
  ...{ mailRefused: null, failure: null, declined: null, cancelRequested: false },
  ...{ ownSubscription: null, ending: null, undone: [] },
  ticket: { id: "CHG-4711" },
  erasedAt: null,
  createdAt: at,
  updatedAt: "2026-11-22T09:00:02.000Z",
  version: 3,
};

const summary = {
  ...progress,
  callerId: "northwind-tickets",
  parked: null,
  directory,
  ticket: { id: "CHG-4711" },
  milestones: { asked: at, opened: null, consented: null, signedIn: null, linked: null },
  createdAt: at,
};

const event = { seq: 1, type: "link.requested", time: at, data: {} };
const example = (words: string, value: unknown): Examples => ({
  one: { summary: words, value },
});

export const links = example("A link that waits for its administrator", link);
export const linksNow = example("The same, with how its callback does", {
  ...link,
  ticket: {
    id: "CHG-4711",
    callback: { state: "ok", since: null, lastAnswer: "204", nextTryAt: null },
  },
});
export const linkPages = example("One page, and there are more", {
  links: [summary],
  continuation: "eyJhZnRlciI6IjI1MTg4In0",
});
export const eventPages = example("The first event", { events: [event], lastSeq: 1 });
export const feedPages = example("One event of one link", {
  events: [{ link: linkId, ticket: { id: "CHG-4711" }, ...event }],
  cursor: "eyJhdCI6IjI1MTg4In0",
});
export const dryRuns = example("What would be done", {
  dryRun: true,
  directory: { domain: directory.domain, tenantId: directory.tenantId },
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  access: { roles: [globalAdministrator], until: null },
  plan: { ...plan, scopes: ["RoleManagement.ReadWrite.Directory", "User.Invite.All"] },
  repeats: null,
});
const queue = { oldestDueAt: null, ageSeconds: null, waiting: 0 };
const ran = { state: "ok", lastRunAt: at, ageSeconds: 12 };
const unseen = { state: "unknown", lastRunAt: null, ageSeconds: null };
const keys = { state: "ok", readAt: at };
const checks = {
  storage: { state: "ok" },
  keys,
  sweeper: ran,
  timers: { webhooks: ran, sweepOld: { ...ran, ageSeconds: 24_180 } },
  ...{ outbox: queue, relay: queue, parked: { count: 0 }, paused: false },
};
const blind = { oldestDueAt: null, ageSeconds: null, waiting: null };
export const healths = example("Able to work", { status: "ok", checks });
export const unable = example("Storage does not answer", {
  status: "unable",
  checks: {
    storage: {
      state: "unable",
      detail: "Table storage does not answer; links wait and go on by themselves.",
    },
    keys,
    sweeper: unseen,
    timers: { webhooks: unseen, sweepOld: unseen },
    ...{ outbox: blind, relay: blind, parked: { count: null }, paused: false },
  },
});
export const webhookResults = example("Your receiver took it", {
  ...{ delivered: true, webhookId: "test.mzxw6ytboi2dkmrt", status: 204, code: null },
  milliseconds: 81,
});
