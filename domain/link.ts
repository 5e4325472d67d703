import { z } from "zod";
import { linkId, objectId, tenantId } from "./ids";
import { storedRequest } from "./request";
import { outcomes, statuses } from "./states";
import { agreement } from "./agreement";
import type { EventType } from "./events";
import { code, foundAccount, plan, role, undone, warning, writeback } from "./linkParts";
import { instant, person, proof, wait, waitKinds } from "./wait";

/** The link's row: everything the product knows of one link, and the only place where decisions fall. */
export const linkSchema = z
  .object({
    id: linkId,
    callerId: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int(),
    lastSeq: z.int(),
    status: z.enum(statuses),
    since: instant,
    outcome: z.enum(outcomes).nullable(),
    request: storedRequest,
    /** What was asked for, where the administrator agreed to less; `request` then says what runs. */
    narrowedFrom: agreement.nullable(),
    /** The orchestration run that owns this link; a second run that finds another ends at once. */
    runId: z.string().nullable(),
    directory: z
      .object({ tenantId, name: z.string(), defaultDomain: z.string() })
      .readonly()
      .nullable(),
    plan: plan.nullable(),
    /** The plan that was shown first, where another was agreed to. */
    offeredPlan: plan.nullable().default(null),
    wait: wait.nullable(),
    pastWaits: z.array(wait).readonly(),
    /** How often the mail of each kind of question was sent anew on demand. */
    resends: z.partialRecord(z.enum(waitKinds), z.int()).readonly().default({}),
    /** How often callers and operators named somebody else to ask: before the end, and for it. */
    named: z.object({ link: z.int(), end: z.int() }).readonly().default({ link: 0, end: 0 }),
    /** Whoever was named or passed on to, after the one in the request. */
    asked: z
      .array(
        z
          .object({ email: z.string(), name: z.string().optional(), at: instant, by: z.string() })
          .readonly(),
      )
      .readonly()
      .default([]),
    /** Who is asked now, and how often the mail was passed on by the people it reached. */
    administrator: z
      .object({ email: z.string(), name: z.string().optional(), forwards: z.int() })
      .readonly(),
    consent: z.object({ person, at: instant, sessionId: z.string() }).readonly().nullable(),
    /** What was seen right after consent, before anything was changed. */
    preflight: z
      .object({ at: instant, warnings: z.array(warning).readonly() })
      .readonly()
      .nullable()
      .default(null),
    account: z
      .object({
        /** An account with this address that was there before; it gets nothing until it is confirmed. */
        found: foundAccount.nullable(),
        inviteIntentAt: instant.nullable(),
        objectId: objectId.nullable(),
        signedInAt: instant.nullable(),
        /** What kind of account signed in. */
        kind: z.enum(["microsoft", "work", "passcode", "member"]).nullable().default(null),
        /** At the end: when its sessions were ended, and whether the guest is gone or needed for something else. */
        sessionsRevokedAt: instant.nullable().default(null),
        endedAs: z.enum(["removed", "kept"]).nullable().default(null),
      })
      .readonly(),
    roles: z.array(role).readonly(),
    /** Who ends the access on the agreed day: Entra itself, or people whom we remind. */
    until: z
      .object({ at: instant, enforcedBy: z.enum(["entra", "reminder"]) })
      .readonly()
      .nullable()
      .default(null),
    writeback,
    /** Mails sent, by key: each goes out once. */
    mails: z.array(z.object({ key: z.string(), at: instant }).readonly()).readonly(),
    /** The mail that the mail service refused last, until one of the same name goes out. */
    mailRefused: z
      .object({ mail: z.string(), code, at: instant })
      .readonly()
      .nullable()
      .default(null),
    /** Why callers and operators acted, in their own words. */
    reasons: z
      .array(
        z
          .object({ action: z.string(), by: z.string(), at: instant, reason: z.string() })
          .readonly(),
      )
      .readonly()
      .default([]),
    /** The two links to end the access that the last mails carry: hashes of their tokens. */
    standing: z
      .object({ kid: z.string(), administrator: z.string(), account: z.string() })
      .readonly()
      .nullable()
      .default(null),
    /** Who ends the access, and the proof where an administrator has signed in for it already. */
    ending: z
      .object({
        by: z.string(),
        at: instant,
        /** The run of endLink that owns it. */
        runId: z.string().nullable(),
        /** The last wait before the end; later ones belong to that run. */
        lastWait: z.int(),
        proof: proof.nullable(),
        /** What that administrator's session was granted for. */
        scopes: z.array(z.string()).readonly(),
        /** What became of everything stands in `undone`. */
        isReported: z.boolean().optional(),
      })
      .readonly()
      .nullable()
      .default(null),
    undone: z.array(undone).readonly(),
    /** What the directory is taking its time for at the moment. */
    settling: code.nullable().default(null),
    parked: z
      .object({
        code,
        step: z.string(),
        at: instant,
        from: z.enum(statuses),
        /** Our own words on the failure: ids, status and request id of the call. */
        evidence: z.string().nullable().default(null),
        /** Name of the row of replies.ts that Microsoft's answer fitted, where it was one. */
        reply: z.string().optional(),
      })
      .readonly()
      .nullable(),
    failure: code.nullable(),
    /** First press of Continue on the consent page; opening a page writes nothing. */
    openedAt: instant.nullable().default(null),
    /** When every agreed role was given. */
    linkedAt: instant.nullable().default(null),
    /** When names and addresses were stripped. */
    erasedAt: instant.nullable().default(null),
    cancelRequested: z.object({ by: z.string(), at: instant }).readonly().nullable(),
  })
  .readonly();
export type Link = z.infer<typeof linkSchema>;

/** Whether the account holds the role now, whoever gave it. */
export const isHeld = (state: Link["roles"][number]["state"]): boolean =>
  state === "assigned" || state === "heldBefore";

/** A change that callers hear of: `type` is what happened; `data` carries codes and ids only. */
export interface LinkEvent {
  readonly type: EventType;
  readonly data: Readonly<Record<string, string | number | null>>;
}

export interface StoredEvent extends LinkEvent {
  readonly seq: number;
  readonly time: string;
}
