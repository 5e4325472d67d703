import { objectId, tenantId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import { globalAdministrator } from "../../domain/roles";
import type { Wait } from "../../domain/wait";
import { aLink, aRequest, aTenant, aWait } from "../support/aLink";

export const oid = objectId.parse("11111111-2222-4333-8444-555555555555");
export const endDate = "2027-01-31T00:00:00.000Z";
const at = "2026-11-23T10:00:00.000Z";

export const invited: Link["account"] = {
  ...aLink().account,
  inviteIntentAt: at,
  objectId: oid,
  signedInAt: at,
  kind: "microsoft",
};

export const aRole = (overrides: Partial<Link["roles"][number]> = {}): Link["roles"][number] => ({
  templateId: globalAdministrator.templateId,
  state: "assigned",
  how: "direct",
  assignmentId: "assignment-1",
  ...overrides,
});

const agreed = (): Wait => aWait({ decision: { type: "approved", at, by: "administrator" } });
const signedIn = (): Wait =>
  aWait({ n: 2, what: "signIn", decision: { type: "signedIn", at, by: "account" } });

/** A link whose account has its roles. */
export const aLinked = (overrides: Partial<Link> = {}): Link =>
  aLink({
    status: "completed",
    outcome: "completed",
    wait: null,
    pastWaits: [agreed(), signedIn()],
    account: invited,
    roles: [aRole()],
    ...overrides,
  });

export const checked: Link["writeback"] = {
  state: "awaitingPerson",
  checks: [
    { name: "synchronised", result: "yes", words: "The directory is synchronised" },
    { name: "licensed", result: "yes", words: "A licence is there" },
    { name: "flag", result: "no", words: "The flag is off" },
    { name: "sspr", result: "unknown", words: "The report could not be read" },
  ],
  toDo: ["Turn it on at the Connect server"],
  flag: null,
  signedOff: null,
};

export const writebackWait = (overrides: Partial<Wait> = {}): Wait =>
  aWait({ n: 3, what: "writeback", accountTokenHash: "a".repeat(43), ...overrides });

/** A link that waits for somebody to sign write-back off. */
export const aWritebackLink = (overrides: Partial<Link> = {}): Link =>
  aLinked({
    status: "awaitingWriteback",
    outcome: null,
    wait: writebackWait(),
    writeback: checked,
    ...overrides,
  });

/** The same with the flag set by us, which proves nothing. */
export const flagSet: Link["writeback"] = {
  ...checked,
  flag: { before: false, answer: "204", after: true, at },
};

/** The proof of an administrator who signed in to end it. */
export const aProof: NonNullable<Link["ending"]>["proof"] = {
  sessionId: "session-1",
  person: { tenantId: tenantId.parse(aTenant), objectId: oid, name: "Grace" },
  planHash: "p",
  agreed: { access: [], passwordWriteback: false, setWritebackFlag: false, until: null },
};

/** A link whose access is being ended, by whom is given. */
export const anEnding = (by: string, overrides: Partial<Link> = {}): Link =>
  aLinked({
    status: "ending",
    wait: aWait({ n: 4, what: "end" }),
    ending: { by, at, runId: null, lastWait: 3, proof: null, scopes: [] },
    ...overrides,
  });

export const undone: Link["undone"] = [
  { what: "Role A", result: "done", how: null },
  { what: "Guest B", result: "left", how: "https://entra.microsoft.com/x#view/user" },
];

export const anEnded = (overrides: Partial<Link> = {}): Link =>
  anEnding("helpdesk", {
    status: "ended",
    outcome: "ended",
    wait: null,
    roles: [aRole({ state: "removed" })],
    undone,
    ...overrides,
  });

export const withEnd = (body: Record<string, unknown> = {}) =>
  aRequest({ accessUntil: endDate, ...body });
export const eligible = (body: Record<string, unknown> = {}) =>
  aRequest({ assignment: "eligible", ...body });
