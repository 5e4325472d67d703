import { z } from "zod";
import { actionBodies } from "../actionBodies";
import { code } from "../linkParts";
import { administratorOf, linkRequest } from "../request";
import { searchBody } from "../listQuery";
import { webhookTestBody } from "../webhookTest";
import { evidenceSchema } from "./evidenceSchema";
import { eventPageSchema, eventTypeSchema, feedPageSchema, linkEventSchema } from "./eventSchemas";
import {
  actionSchema,
  linkViewSchema,
  outcomeSchema,
  statusSchema,
  waitingOnSchema,
} from "./linkViewSchema";
import { linkPageSchema, linkSummarySchema } from "./listSchemas";
import { problemSchema } from "./problemSchema";
import {
  administratorWords,
  endWords,
  extendWords,
  reasonWords,
  requestWords,
  searchWords,
  webhookTestWords,
} from "./requestWords";
import { dryRunSchema, healthSchema, webhookTestSchema } from "./serviceSchemas";

/** What calls answer. */
const answers = {
  Action: actionSchema,
  Code: code,
  DryRun: dryRunSchema,
  EventPage: eventPageSchema,
  EventType: eventTypeSchema,
  Evidence: evidenceSchema,
  FeedPage: feedPageSchema,
  Health: healthSchema,
  Link: linkViewSchema,
  LinkEvent: linkEventSchema,
  LinkPage: linkPageSchema,
  LinkSummary: linkSummarySchema,
  Outcome: outcomeSchema,
  Problem: problemSchema,
  Status: statusSchema,
  WaitingOn: waitingOnSchema,
  WebhookTestResult: webhookTestSchema,
} satisfies Record<string, z.ZodType>;

/** What calls take: the very schemas that parse. */
const bodies = {
  Administrator: administratorOf,
  CancelLink: actionBodies.cancel.describe("What may be said to a cancel"),
  ChangeAdministrator: actionBodies.administrator.describe("Who is asked instead"),
  EndAccess: actionBodies.end.describe("What may be said to an end"),
  EraseNames: actionBodies.erase.describe("Nothing: a reason would be one more text to erase"),
  ExtendDeadline: actionBodies.extend.describe("How much longer the open question is open"),
  LinkRequest: linkRequest,
  ResendMail: actionBodies.resend.describe("What may be said to a mail that is sent again"),
  RetryLink: actionBodies.retry.describe("What may be said to a retry"),
  Search: searchBody,
  WebhookTest: webhookTestBody,
} satisfies Record<string, z.ZodType>;

export type AnswerName = keyof typeof answers;
export type BodyName = keyof typeof bodies;
export type JsonSchema = Readonly<Record<string, unknown>>;

type Node = z.core.JSONSchema.BaseSchema;

/** `format` says it already, and better readable than the pattern. */
const spelledOut = ["date-time", "uuid", "email"];

function tidy(node: Node, io: "input" | "output"): void {
  if (node.format && spelledOut.includes(node.format)) delete node.pattern;
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
  // Only of what is read from storage: an answer always says it.
  if (io === "output") delete node.default;
  // Answers may get more fields later, and clients have to bear them.
  if (io === "output" && node.additionalProperties === false) delete node.additionalProperties;
}

function converted(schemas: Record<string, z.ZodType>, io: "input" | "output") {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => tidy(jsonSchema, io),
  });
  return Object.entries(made.schemas).map(([id, schema]): [string, Node] => {
    delete schema.$id;
    delete schema.$schema;
    return [id, schema];
  });
}

/** Adds words to the fields that they are for; a path that is not there is a mistake of ours. */
function describe(schema: Node, words: typeof requestWords): Node {
  for (const [path, more] of Object.entries(words)) {
    const field = path
      .split(".")
      .reduce<Node | undefined>(
        (node, name) => node?.properties?.[name] as Node | undefined,
        schema,
      );
    if (!field) throw new Error(`there is no field ${path}`);
    Object.assign(field, more);
  }
  return schema;
}

const wordsFor: Readonly<Record<string, typeof requestWords>> = {
  LinkRequest: requestWords,
  Administrator: administratorWords,
  Search: searchWords,
  CancelLink: reasonWords,
  ChangeAdministrator: { ...administratorWords, ...reasonWords },
  EndAccess: endWords,
  ExtendDeadline: extendWords,
  ResendMail: reasonWords,
  RetryLink: reasonWords,
  WebhookTest: webhookTestWords,
};

/** Every schema of the API as JSON Schema 2020-12, by name. */
export function componentSchemas(): Record<string, JsonSchema> {
  const made = [...converted(answers, "output"), ...converted(bodies, "input")];
  return Object.fromEntries(
    made
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, schema]) => [id, describe(schema, wordsFor[id] ?? {})]),
  );
}
