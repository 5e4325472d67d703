import { z } from "zod";
import type { CallRecord } from "../callRecords";
import type { Evidence } from "../evidence";
import { linkId, roleTemplateId } from "../ids";
import { linkSchema } from "../link";
import { plan, role, undone, writeback } from "../linkParts";
import { instant } from "../wait";
import { evidencePeople, evidenceQuestion } from "./evidencePeopleSchema";
import { evidenceLine } from "./eventSchemas";
import { accessView, directoryView, outcomeSchema, statusSchema } from "./linkViewSchema";
import type { Same } from "./same";

const row = linkSchema.unwrap().shape;
const account = row.account.unwrap().shape;

const facts = z
  .object({
    id: linkId,
    status: statusSchema,
    outcome: outcomeSchema.nullable(),
    directory: directoryView,
    access: accessView,
    createdAt: instant,
    updatedAt: instant,
    erasedAt: instant.nullable(),
    version: z.int(),
    callerId: z.string().describe("Whose link it is"),
    finishedAt: instant.nullable(),
    reason: z.string().nullable().describe("Why it was asked for; null once it was erased"),
    ticket: z.object({ id: z.string(), url: z.string().nullable() }).nullable(),
    failure: row.failure,
    parked: row.parked,
    openedAt: instant.nullable(),
    linkedAt: instant.nullable(),
  })
  .describe("The link as it is now");

const offeredWords = "As it was shown; null where only its hash was kept";

const agreedPlan = z
  .object({
    offeredHash: z.string().nullable().describe("Of the plan that was shown"),
    agreedHash: z.string().nullable().describe("Of the plan that was agreed to"),
    isNarrowed: z.boolean().describe("Whether less was agreed to than was asked for"),
    offered: z.object({
      roles: z.array(z.string()),
      passwordWriteback: z.boolean(),
      until: z.string().nullable(),
      steps: plan.unwrap().shape.steps.nullable().describe(offeredWords),
      permissions: z.array(z.string()).nullable(),
    }),
    steps: plan.unwrap().shape.steps.describe("In plain words, with the calls to Microsoft Graph"),
    permissions: z.array(z.string()).describe("What the administrator was asked to grant"),
    edition: z.union([z.literal(1), z.literal(2)]).nullable(),
  })
  .describe("What was offered and what was agreed to");

const call = z
  .object({
    at: instant,
    step: z.string(),
    method: z.string(),
    path: z.string().describe("With ids, without query"),
    status: z.int().describe("Of HTTP; 0 where no answer came"),
    requestId: z.string().nullable().describe("Microsoft's own, to quote when asking Microsoft"),
  })
  .describe("One call to Microsoft");

/** Compiles only while the schema and the records of calls say the same. */
export const callIsDescribed: Same<CallRecord, z.infer<typeof call>> = true;

const mail = z.object({
  mail: z.string().describe("Its name"),
  to: z.enum(["administrator", "account"]).nullable(),
  at: instant,
  sent: z.boolean().describe("False where the mail service refused it"),
});

const before = z
  .object({
    preflight: row.preflight,
    accountWasThere: z.boolean(),
    rolesHeldBefore: z.array(z.object({ templateId: z.string(), name: z.string() })),
    writebackFlag: z.boolean().nullable(),
  })
  .describe("What the directory was like before the first change");

const after = z
  .object({
    roles: z.array(
      z.object({
        templateId: roleTemplateId,
        state: role.unwrap().shape.state,
        how: z.enum(["direct", "scheduled", "eligible"]),
        assignmentId: z.string().nullable(),
        name: z.string(),
      }),
    ),
    account: z.object({
      objectId: account.objectId,
      sessionsRevokedAt: instant.nullable(),
      endedAs: z.enum(["removed", "kept"]).nullable(),
    }),
    until: row.until,
    passwordWriteback: writeback,
    undone: z.array(undone),
  })
  .describe("What this link made of it");

export const evidenceSchema = z
  .object({
    format: z.string().describe("directory-link-evidence/1"),
    link: facts,
    people: evidencePeople,
    plan: agreedPlan,
    questions: z.array(evidenceQuestion).describe("Each question with its answer, in order"),
    timeline: z.array(evidenceLine).describe("Every event, in order"),
    reasons: row.reasons.describe("Why callers and operators acted, in their words"),
    calls: z.array(call).describe("Every call to Microsoft so far, in order"),
    mails: z.array(mail).describe("Mails by name, role and time; never an address"),
    before,
    after,
    sha256: z
      .string()
      .describe(
        "SHA-256, in hex, of the canonical JSON (RFC 8785) of all other fields as they are in this answer. Calls are written down beside the link: one more of them gives another hash for the same version",
      ),
  })
  .describe("All that is known of a link, also after the engine's own history is gone");

/** Compiles only while the schema and `evidenceOf` say the same. */
export const evidenceIsDescribed: Same<Evidence, z.infer<typeof evidenceSchema>> = true;
