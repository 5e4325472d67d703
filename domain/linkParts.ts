import { z } from "zod";
import { codes, type Code } from "./errors";
import { graphCalls, type GraphCallName } from "./graphCalls";
import { objectId, roleTemplateId } from "./ids";
import { instant } from "./wait";

export const code = z.enum(Object.keys(codes) as [Code, ...Code[]]);

export const foundAccount = z
  .object({
    objectId,
    name: z.string(),
    userPrincipalName: z.string(),
    userType: z.enum(["Guest", "Member"]),
    createdAt: z.string(),
    /** When it was accepted, where it was: it has to be the same acceptance later. */
    redeemedAt: z.string().nullable(),
    /** Template ids of the roles it holds already. */
    roles: z.array(z.string()).readonly(),
    /** Whether the address is its own, or one more of its addresses. */
    isOwnAddress: z.boolean().default(true),
  })
  .readonly();
export type FoundAccount = z.infer<typeof foundAccount>;

export const check = z
  .object({ name: z.string(), result: z.enum(["yes", "no", "unknown"]), words: z.string() })
  .readonly();
export type Check = z.infer<typeof check>;

/** Something seen before the first write that people should know; ids and our own words only. */
export const warning = z.object({ code: z.string(), words: z.string() }).readonly();
export type Warning = z.infer<typeof warning>;

export const undone = z
  .object({ what: z.string(), result: z.enum(["done", "left"]), how: z.string().nullable() })
  .readonly();
export type Undone = z.infer<typeof undone>;

const callNames = Object.keys(graphCalls) as [GraphCallName, ...GraphCallName[]];
const step = z
  .object({ words: z.string(), calls: z.array(z.enum(callNames)).readonly() })
  .readonly();

export const plan = z
  .object({
    hash: z.string(),
    steps: z.array(step).readonly(),
    scopes: z.array(z.string()).readonly(),
    edition: z.union([z.literal(1), z.literal(2)]).default(1),
  })
  .readonly();

export const role = z
  .object({
    templateId: roleTemplateId,
    state: z.enum(["planned", "assigning", "assigned", "heldBefore", "removed", "left"]),
    /** For good, until a date by Privileged Identity Management, or to be activated there. */
    how: z.enum(["direct", "scheduled", "eligible"]).default("direct"),
    /** The assignment (direct) or schedule that our own call made: the only one that undoing may remove. */
    assignmentId: z.string().nullable(),
  })
  .readonly();

const writebackStates = [
  "notAsked",
  "planned",
  "notApplicable",
  "awaitingPerson",
  "signedOff",
  "actionNeeded",
] as const;

export const writeback = z
  .object({
    state: z.enum(writebackStates),
    checks: z.array(check).readonly(),
    toDo: z.array(z.string()).readonly(),
    /** What setting the flag was answered, and what it read before and after; never taken for success. */
    flag: z
      .object({
        before: z.boolean().nullable(),
        answer: z.string(),
        after: z.boolean().nullable(),
        at: instant,
      })
      .readonly()
      .nullable()
      .default(null),
    signedOff: z.object({ by: z.string(), at: instant }).readonly().nullable().default(null),
  })
  .readonly();
