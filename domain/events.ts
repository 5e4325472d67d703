import { z } from "zod";
import { instant, type Decision } from "./wait";
import type { Status } from "./states";

/** One kind of event: what it means to a reader, and the shape of its data (codes and ids only). */
interface EventKind {
  readonly meaning: string;
  readonly data: z.ZodObject;
}
const event = <D extends z.ZodObject>(meaning: string, data: D) => ({ meaning, data });

const nothing = z.strictObject({});
/** Absent in events from before it was told. */
const requested = z.strictObject({ by: z.string().optional() });
const id = z.guid();
/** `until`: the deadline of the question that was opened with it. */
const moved = z.strictObject({ from: z.string(), until: instant.optional() });
/** The ids are of who proved themselves by signing in, the hash of the plan they agreed to. */
const decided = z.strictObject({
  by: z.string(),
  tenantId: id.optional(),
  objectId: id.optional(),
  planHash: z.string().optional(),
});
const object = z.strictObject({ objectId: id });
const given = z.strictObject({ objectId: id.nullable(), templateId: id });
const counted = z.strictObject({ done: z.int(), left: z.int() });

/** The link's status changed; `from` is the one before. `requested` is the first, nothing moves there. */
const statusEvents = {
  "link.awaitingConsent": event("The administrator is asked", moved),
  "link.preparing": event("The administrator agreed; the account is being prepared", moved),
  "link.awaitingConfirmation": event(
    "An account was there already; the administrator is asked whether it is the one",
    moved,
  ),
  "link.awaitingSignIn": event("The account's holder is asked to sign in", moved),
  "link.assigningRole": event("The account proved itself; it gets its roles now", moved),
  "link.linked": event("The account holds what was agreed", moved),
  "link.awaitingWriteback": event(
    "Somebody has to carry out and sign off the steps for password write-back",
    moved,
  ),
  "link.completed": event("All is done", moved),
  "link.awaitingAdministrator": event("An administrator has to sign in once more", moved),
  "link.needsOperator": event("An operator has to look", moved),
  "link.undoing": event("What was done so far is taken back", moved),
  "link.failed": event("It could not begin; nobody was asked", moved),
  "link.declined": event("The administrator declined", moved),
  "link.notNeeded": event("The administrator manages it with a subscription of their own", moved),
  "link.expired": event("Nobody answered in time", moved),
  "link.cancelled": event("It was cancelled", moved),
  "link.ending": event("The access is about to end", moved),
  "link.ended": event("The access is ended", moved),
} satisfies Record<`link.${Exclude<Status, "requested">}`, EventKind>;

/** An answer was taken up; `by` says whose: a caller's id, `administrator`, `account`, `deadline`, `endDate` or `operator:…`. */
const decisionEvents = {
  "decision.approved": event("The administrator agreed, and proved to be one", decided),
  "decision.ownSubscription": event(
    "The administrator manages it without help; `subscriptions` of theirs are enabled",
    decided.extend({ subscriptions: z.int().optional() }),
  ),
  "decision.forwarded": event("The question was passed on to a colleague", decided),
  "decision.notMe": event("The person asked is not the administrator", decided),
  "decision.confirmed": event("The account that was found is the one", decided),
  "decision.signedIn": event("The account's holder signed in", decided),
  "decision.renewed": event("An administrator signed in once more", decided),
  "decision.retry": event("The step that failed is to be tried again", decided),
  "decision.signedOff": event("The steps for password write-back were signed off", decided),
  "decision.notDone": event("The steps for password write-back will not be done", decided),
  "decision.ending": event("The end of the access closed the open question", decided),
  "decision.agreedToEnd": event(
    "An administrator agreed to the end, and proved to be one",
    decided,
  ),
  "decision.declined": event("The administrator said no", decided),
  "decision.expired": event("The deadline passed without an answer", decided),
  "decision.cancelled": event("The link was cancelled while it waited", decided),
} satisfies Record<`decision.${Exclude<Decision["type"], "resent">}`, EventKind>;

const storyEvents = {
  "link.requested": event("A link was asked for; `by` says which caller did", requested),
  "link.started": event("Work on it began", nothing),
  "link.directoryFound": event("The directory was found", z.strictObject({ tenantId: id })),
  "link.opened": event("The administrator pressed Continue for the first time", nothing),
  "link.planned": event("The plan was made", z.strictObject({ planHash: z.string() })),
  "mail.sent": event("A mail went out; `mail` names it", z.strictObject({ mail: z.string() })),
  "link.settling": event(
    "The directory takes its time; `code` says for what",
    z.strictObject({ code: z.string() }),
  ),
  "link.parked": event(
    "A step cannot go on by itself; `code` says why",
    z.strictObject({ code: z.string(), step: z.string() }),
  ),
  "mail.refused": event(
    "The mail service refused a mail for good; `code` says why",
    z.strictObject({ mail: z.string(), code: z.string() }),
  ),
  "link.resent": event("The open question was mailed once more; the link before is dead", decided),
  "link.extended": event(
    "The open question got more days; `until` is its deadline now",
    z.strictObject({ by: z.string(), days: z.int(), until: instant }),
  ),
  "link.erased": event(
    "Names and addresses were stripped; `by` is `retention` where their time was over",
    z.strictObject({ by: z.string() }),
  ),
  "link.cancelRequested": event("It is to be cancelled before the next step", decided),
  "link.undone": event("What was done was taken back, or had to be left", counted),
  "consent.confirmed": event(
    "The administrator's session is ready to work with",
    z.strictObject({ tenantId: id, objectId: id }),
  ),
  "preflight.done": event(
    "The directory was looked at before anything is changed; `warnings` are codes",
    z.strictObject({ warnings: z.string().nullable() }),
  ),
} satisfies Record<string, EventKind>;

const accountEvents = {
  "account.found": event(
    "The address belongs to an account that is there already",
    z.strictObject({ objectId: id, userType: z.enum(["Guest", "Member"]) }),
  ),
  "account.invited": event("The account is in the directory as a guest, without any role", object),
  "account.confirmed": event(
    "The account that signed in is the one that is meant",
    z.strictObject({ objectId: id, kind: z.string().nullable() }),
  ),
  "account.sessionsRevoked": event("The account's sessions were ended", object),
  "account.removed": event("The guest was removed", object),
  "account.kept": event("The guest was kept: it is needed for something else", object),
  "role.assigned": event("The account got a role", given),
  "role.heldBefore": event("The account held the role before; it is left alone at the end", given),
  "role.removed": event("A role was taken back", given),
} satisfies Record<string, EventKind>;

const laterEvents = {
  "writeback.checked": event(
    "The checks for password write-back were made",
    z.strictObject({ state: z.string() }),
  ),
  "writeback.unchecked": event("The checks for password write-back could not be made", nothing),
  "writeback.flag": event(
    "The directory's flag was set; its answer and the flag before and after",
    z.strictObject({ before: z.string(), answer: z.string(), after: z.string() }),
  ),
  "access.notEnforced": event(
    "Entra cannot end this role by itself; people are reminded instead",
    z.strictObject({ templateId: id }),
  ),
  "access.ending": event("The end of the access was begun", decided),
  "access.endStarted": event("Work on the end began", nothing),
  "access.ended": event("Everything was taken back, or is named as left", counted),
} satisfies Record<string, EventKind>;

/** Every type of event there is. A new one is one line in the group that it belongs to. */
export const eventTypes = {
  ...storyEvents,
  ...statusEvents,
  ...decisionEvents,
  ...accountEvents,
  ...laterEvents,
} as const;
export type EventType = keyof typeof eventTypes;
export const eventTypeNames = Object.keys(eventTypes) as readonly EventType[];
