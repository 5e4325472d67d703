import { z } from "zod";
import type { decisionsIn, peopleIn } from "../evidencePeople";
import { linkSchema } from "../link";
import { instant, person, wait } from "../wait";
import type { Same } from "./same";

const name = z.string().nullable().describe("Null where none is known, or once it was erased");
const email = z.string().nullable().describe("Null once it was erased");
const provenPerson = person.unwrap().extend({ name });
const { objectId, signedInAt, kind } = linkSchema.unwrap().shape.account.unwrap().shape;

export const evidencePeople = z
  .object({
    administrator: z.object({
      email,
      name,
      passedOn: z.int().describe("How often the mail was passed on"),
    }),
    asked: z
      .array(
        z.object({
          email,
          name,
          at: instant.describe("When they were named"),
          by: z.string().describe("Who named them: a caller, an operator or `administrator`"),
        }),
      )
      .describe("Every administrator who was asked, the one in the request first"),
    consentedBy: provenPerson.extend({ at: instant }).nullable(),
    account: z.object({
      email,
      objectId,
      signedInAt,
      kind,
      name,
      asked: z.enum(["microsoft", "work", "any"]).describe("The kind that was asked for"),
    }),
    endedBy: z
      .object({ by: z.string(), since: instant, proven: provenPerson.nullable() })
      .nullable(),
  })
  .describe("Who was asked, who agreed, who signed in and who ended it");

/** Compiles only while the schema and `peopleIn` say the same. */
export const peopleAreDescribed: Same<
  ReturnType<typeof peopleIn>,
  z.infer<typeof evidencePeople>
> = true;

const asked = wait.unwrap().shape;
const answered = asked.decision.unwrap().unwrap().shape;

export const evidenceQuestion = z.object({
  n: asked.n,
  what: asked.what,
  openedAt: instant,
  deadline: instant,
  reminders: asked.reminders,
  reminded: asked.reminded.describe("How many reminders went out"),
  extended: asked.extended,
  decision: z
    .object({
      type: answered.type,
      at: instant,
      by: z.string(),
      reason: z.string().nullable(),
      person: provenPerson.nullable(),
      account: answered.account.unwrap().unwrap().pick({ objectId: true, kind: true }).nullable(),
    })
    .nullable()
    .describe("Null as long as nobody answered"),
});

/** Compiles only while the schema and `decisionsIn` say the same. */
export const questionIsDescribed: Same<
  ReturnType<typeof decisionsIn>[number],
  z.infer<typeof evidenceQuestion>
> = true;
