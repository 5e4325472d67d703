import type { JsonSchema } from "../../domain/api/components";
import type { z } from "zod";
import { cloudEventJsonSchemas } from "../../domain/cloudEvents";
import { linkId } from "./answerExamples";
import { schemaRef } from "./responses";

/** `directory-link.link.awaitingConsent.v1` → `LinkAwaitingConsentEvent`. */
const nameOf = (type: string): string =>
  `${type
    .split(".")
    .slice(1, -1)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}Event`;

type Node = z.core.JSONSchema.BaseSchema;

/** What has a name in the description is named, so that clients get one type for it. */
function named(sent: Node): Node {
  const schema = { ...sent };
  delete schema.$schema;
  const data = schema.properties?.["data"] as Node;
  if (!data.properties?.["status"]) return schema;
  const properties = {
    ...data.properties,
    ...{ status: schemaRef("Status"), waitingOn: schemaRef("WaitingOn") },
  };
  return { ...schema, properties: { ...schema.properties, data: { ...data, properties } } };
}

/** The schema of each event that is sent, by the name that the description has for it. */
export const eventComponents = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries(cloudEventJsonSchemas()).map(([type, schema]) => [nameOf(type), named(schema)]),
  );

const refTo = (type: string): string => schemaRef(nameOf(type)).$ref;

/** One of all events; `type` says which. */
function anyEvent() {
  const types = Object.keys(cloudEventJsonSchemas());
  return {
    oneOf: types.map((type) => ({ $ref: refTo(type) })),
    discriminator: {
      propertyName: "type",
      mapping: Object.fromEntries(types.map((type) => [type, refTo(type)])),
    },
  };
}

const header = (name: string, description: string) => ({
  ...{ name, in: "header", required: true, description },
  schema: { type: "string" },
});

const signature = [
  header("webhook-id", "The same for every try of one event"),
  header(
    "webhook-timestamp",
    "Seconds since 1970 of this try; refuse what is older than 5 minutes",
  ),
  header("webhook-signature", "`v1,` and the signature; one for each key, separated by spaces"),
];

const sample = {
  specversion: "1.0",
  id: `${linkId}.1`,
  source: `https://links.example/api/v1/links/${linkId}`,
  type: "directory-link.link.requested.v1",
  time: "2026-11-22T09:00:00.000Z",
  sequence: "00000001",
  datacontenttype: "application/json",
  data: {
    link: linkId,
    ticket: { id: "CHG-4711" },
    status: "requested",
    waitingOn: "directory",
    nextAction: "The directory is looked up and the administrator gets a mail",
  },
};

/** What the service sends to `ticket.callbackUrl`. */
export const webhooks = () => ({
  linkEvent: {
    post: {
      operationId: "receiveEvent",
      tags: ["Events"],
      summary: "Something happened to a link",
      description:
        "Sent to `ticket.callbackUrl`, signed the Standard Webhooks way, at least once, for up to three days. Answer 2xx at once and work afterwards; 410 stops it.",
      security: [],
      parameters: signature,
      requestBody: {
        required: true,
        content: {
          "application/cloudevents+json": {
            schema: anyEvent(),
            examples: { one: { summary: "A link was asked for", value: sample } },
          },
        },
      },
      responses: {
        "2XX": { description: "Taken" },
        "410": { description: "No more events of this link, please" },
      },
    },
  },
});
