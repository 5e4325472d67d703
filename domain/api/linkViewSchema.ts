import { z } from "zod";
import { actions } from "../actions";
import { linkId, objectId, roleTemplateId, tenantId } from "../ids";
import { code, role, undone, warning, writeback } from "../linkParts";
import type { LinkView } from "../linkView";
import type { CallbackState } from "../outbox";
import { outcomes, statuses, waitingOns } from "../states";
import { instant, person } from "../wait";
import type { Same } from "./same";

export const directoryView = z.object({
  domain: z.string().describe("The domain as it was asked for"),
  tenantId: tenantId.nullable().describe("Its tenant id, once it was looked up"),
  name: z.string().nullable().describe("Its name, as Microsoft shows it"),
});

const meaning = z.string().describe("The code's one line of meaning");

export const actionSchema = z.enum(actions);

const allowedActions = z
  .array(actionSchema)
  .describe("What can be done with the link at this moment");

export const accessView = z
  .object({
    assignment: z
      .enum(["active", "eligible"])
      .describe("active: the roles are held; eligible: the account activates them when needed"),
    roles: z.array(
      z.object({
        name: z.string(),
        templateId: roleTemplateId.describe("The same in every directory"),
        state: z
          .enum([...role.unwrap().shape.state.options, "notGiven"])
          .describe("How far this role is; left: it could not be taken back and is still there"),
      }),
    ),
    asked: z
      .object({
        roles: z.array(z.string()),
        passwordWriteback: z.boolean(),
        until: z.string().nullable(),
      })
      .nullable()
      .describe("What was asked for, where the administrator agreed to less"),
    until: z
      .object({
        at: z.string(),
        enforcedBy: z
          .enum(["entra", "reminder"])
          .nullable()
          .describe("Who ends it on that day: Entra itself, or people whom we remind"),
      })
      .nullable()
      .describe("When the access is to end; null for no end"),
  })
  .describe("The roles that were asked for, and how far each is");

const parkedView = z
  .object({
    code,
    meaning,
    whatToDo: z.string().describe("What a person should do about it"),
    step: z.string().describe("The step that failed"),
    evidence: z.string().nullable().describe("What was seen: ids and status, to quote to support"),
    since: instant,
    until: instant.nullable().describe("When it is given up"),
    allowedActions,
  })
  .describe("Why the link does not go on, and what to do");

/** What became of a link beside its status. */
const whyView = {
  parked: parkedView.nullable(),
  allowedActions,
  mailRefused: z
    .object({ mail: z.string(), code, at: instant, meaning })
    .nullable()
    .describe(
      "The mail that the mail service refused last; somebody may have to be told in another way",
    ),
  failure: z.object({ code, meaning }).nullable().describe("Why it failed, where it did"),
  declined: z
    .object({ reason: z.string().nullable() })
    .nullable()
    .describe("Set where the administrator declined, with their words if they gave any"),
  cancelRequested: z.boolean().describe("True from the moment a cancel was taken"),
};

const name = z.string().nullable().describe("Null once it was erased");

const endingView = z
  .object({
    by: z.string().describe("Who began the end: a caller's id, or a word for who it was"),
    since: instant,
    provenBy: z
      .object({ objectId, name })
      .nullable()
      .describe("The administrator who signed in for it"),
  })
  .describe("The end of the access, once it was begun");

const peopleView = {
  directory: directoryView,
  administrator: z.object({
    email: z.string().nullable().describe("Who is asked now; null once it was erased"),
    consentedBy: person
      .unwrap()
      .extend({ name, at: instant })
      .nullable()
      .describe("Who agreed, as Microsoft told us"),
  }),
  account: z.object({
    email: z.string().nullable().describe("Null once it was erased"),
    objectId: objectId.nullable().describe("The account in the directory, once it is there"),
    signedInAt: instant.nullable(),
    kind: z
      .enum(["microsoft", "work", "passcode", "member"])
      .nullable()
      .describe("What kind of account signed in"),
  }),
};

export const statusSchema = z.enum(statuses);
export const outcomeSchema = z.enum(outcomes);
export const waitingOnSchema = z.enum(waitingOns);

/** Whom it waits for, until when. */
export const progressView = {
  id: linkId,
  status: statusSchema,
  outcome: outcomeSchema.nullable().describe("Null as long as the link is not finished"),
  waitingOn: waitingOnSchema.describe("Who has to do something now"),
  since: instant.describe("Since when it has this status"),
  nextReminderAt: instant.nullable(),
  expiresAt: instant.nullable().describe("When the present question runs out"),
  nextAction: z.string().describe("What happens next, in words to show to people"),
};

const ticketView = z.object({ id: z.string() });

const linkView = z.object({
  ...progressView,
  ...peopleView,
  access: accessView,
  preflight: z
    .object({ at: instant, warnings: z.array(warning) })
    .nullable()
    .describe("What was seen in the directory before anything was changed"),
  passwordWriteback: writeback,
  plan: z
    .object({ hash: z.string(), steps: z.array(z.string()).describe("In plain words") })
    .nullable()
    .describe("What is done in the directory, as the administrator reads it"),
  ...whyView,
  ownSubscription: z
    .object({ enabledSubscriptions: z.int().nullable() })
    .nullable()
    .describe("Set where the administrator said that they manage it themselves"),
  ending: endingView.nullable(),
  undone: z.array(undone).describe("What was taken back, or had to be left"),
  ticket: ticketView.nullable(),
  erasedAt: instant.nullable().describe("When names and addresses were erased"),
  createdAt: instant,
  updatedAt: instant,
  version: z.int().describe("Grows with every change; it is the ETag"),
});

/** Compiles only while the schema and `linkView` say the same. */
export const linkViewIsDescribed: Same<LinkView, z.infer<typeof linkView>> = true;

const callbackView = z
  .object({
    state: z.enum(["none", "ok", "retrying", "stopped"]).describe("none: the link has no callback"),
    since: instant.nullable().describe("Since when it fails or is stopped"),
    lastAnswer: z.string().nullable().describe("The status of its last answer, or a code of ours"),
    nextTryAt: instant.nullable(),
  })
  .describe("How the ticket's callback does");

/** Compiles only while the schema and `callbackState` say the same. */
export const callbackIsDescribed: Same<CallbackState, z.infer<typeof callbackView>> = true;

/** A link as the API answers it; reading a single one also tells how its callback does. */
export const linkViewSchema = linkView
  .extend({ ticket: ticketView.extend({ callback: callbackView.optional() }).nullable() })
  .describe("One link request: whom it waits for, until when, what is done and what is left");
