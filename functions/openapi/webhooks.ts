import type { JsonSchema } from "../../domain/api/components";
import { linkId } from "./answerExamples";

const text = (description: string) => ({ type: "string", description });

/** Any CloudEvent 1.0 in structured JSON. */
const anyEvent: JsonSchema = {
  type: "object",
  required: ["specversion", "id", "source", "type", "time", "sequence", "datacontenttype", "data"],
  properties: {
    specversion: { const: "1.0" },
    id: text("The same as the header webhook-id, `{link}.{seq}`: by it doubles can be told"),
    source: text("The link (GET it for all that is true now)"),
    type: text("What happened; ends in `.v1`"),
    time: { type: "string", format: "date-time" },
    sequence: text("The event's number in its link, in order as text"),
    datacontenttype: { const: "application/json" },
    data: { type: "object", description: "Codes and ids, and the link's state at this moment" },
  },
};

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

/** What the service sends to `ticket.callbackUrl`; `eventSchemas` has the schema of each type by its name. */
export const webhooks = (eventSchemas: Readonly<Record<string, JsonSchema>>) => ({
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
            schema:
              Object.keys(eventSchemas).length > 0
                ? { oneOf: Object.values(eventSchemas) }
                : anyEvent,
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
