import { z } from "zod";
import { eventTypeNames, eventTypes, type EventType } from "./events";
import { waiting } from "./linkView";
import { statuses } from "./states";
import type { Link, StoredEvent } from "./link";

/** The type that a receiver sees; `.v1` changes when the data no longer fits what was promised. */
type WireType = `directory-link.${EventType | "test"}.v1`;
const wireType = <T extends EventType | "test">(type: T) => `directory-link.${type}.v1` as const;

/** Numbers as the extension `sequence` wants them: in order when compared as text. */
const sequenceOf = (seq: number): string => String(seq).padStart(8, "0");

const frame = {
  specversion: "1.0",
  datacontenttype: "application/json",
} as const;

/** One event as a ticket gets it: a CloudEvents 1.0 envelope around codes, ids and the link's state as it is now. */
export function cloudEventOf(link: Link, event: StoredEvent, publicUrl: string) {
  const { on, next } = waiting(link);
  return {
    ...frame,
    id: `${link.id}.${String(event.seq)}`,
    type: wireType(event.type),
    source: `${publicUrl}/api/v1/links/${link.id}`,
    time: event.time,
    sequence: sequenceOf(event.seq),
    data: {
      ...event.data,
      link: link.id,
      ticket: { id: link.request.ticket?.id ?? null },
      status: link.status,
      waitingOn: on,
      nextAction: next,
    },
  };
}

/** What the test call sends: the frame of every event, and nothing that could be taken for a link. */
export const testCloudEvent = (
  id: string,
  { now, publicUrl }: { now: string; publicUrl: string },
) => ({
  ...frame,
  id,
  type: wireType("test"),
  source: `${publicUrl}/api/v1/webhooks/test`,
  time: now,
  sequence: sequenceOf(1),
  data: { test: true },
});

const envelope = (type: WireType, data: z.ZodObject) =>
  z.strictObject({
    specversion: z.literal("1.0"),
    id: z.string().meta({ description: "The same as the header webhook-id: {link}.{seq}" }),
    type: z.literal(type),
    source: z.url().meta({ description: "The link (GET it for all that is true now)" }),
    time: z.iso.datetime().meta({ description: "When it happened" }),
    sequence: z
      .string()
      .regex(/^\d{8}$/)
      .meta({ description: "The event's number in its link, in order as text" }),
    datacontenttype: z.literal("application/json"),
    data,
  });

/** What each event's data has beside its own: the link's state at the moment of sending. */
const stateOfLink = {
  link: z.string(),
  ticket: z.strictObject({ id: z.string().nullable() }),
  status: z.enum(statuses),
  waitingOn: z.enum(["administrator", "account", "directory", "operator", "nobody"]),
  nextAction: z.string(),
};

/** The schema of a whole event as it is sent, by its type. */
const cloudEventSchema = (type: EventType | "test"): z.ZodObject =>
  type === "test"
    ? envelope(wireType(type), z.strictObject({ test: z.literal(true) }))
    : envelope(wireType(type), eventTypes[type].data.extend(stateOfLink));

/** Receivers ignore what they do not know: what is added within v1 breaks nobody. */
function open(schema: z.core.JSONSchema.BaseSchema): void {
  delete schema.additionalProperties;
}

/** The JSON schema (2020-12) of every event that is sent, by its CloudEvents type. */
export const cloudEventJsonSchemas = (): Readonly<Record<string, z.core.JSONSchema.BaseSchema>> =>
  Object.fromEntries(
    (["test", ...eventTypeNames] as const).map((type) => [
      wireType(type),
      {
        ...z.toJSONSchema(cloudEventSchema(type), {
          override: ({ jsonSchema }) => open(jsonSchema),
        }),
        title: wireType(type),
        description: type === "test" ? "A sample, sent by the test call" : eventTypes[type].meaning,
      },
    ]),
  );
