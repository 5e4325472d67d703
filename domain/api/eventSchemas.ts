import { z } from "zod";
import { eventTypeNames, type EventType } from "../events";
import { linkId } from "../ids";
import type { StoredEvent } from "../link";
import type { FeedEvent } from "../publishing";
import { instant } from "../wait";
import type { Same } from "./same";

export const eventTypeSchema = z
  .enum(eventTypeNames as [EventType, ...EventType[]])
  .describe("What happened; docs/api.md has the table, which may grow");

const event = {
  seq: z.int().min(1).describe("1, 2, 3 … for each link, without gaps"),
  type: eventTypeSchema,
  time: instant,
  data: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe("Codes and ids, never a name or an address; `by` says who did it"),
};

export const linkEventSchema = z.object(event).describe("Something that happened to a link");

/** An event as a line of evidence. */
export const evidenceLine = z.object({
  ...event,
  by: z.union([z.string(), z.number()]).nullable().describe("Who did it, where somebody did"),
});

/** Compiles only while the schema and the stored event say the same. */
export const eventIsDescribed: Same<StoredEvent, z.infer<typeof linkEventSchema>> = true;

export const eventPageSchema = z.object({
  events: z.array(linkEventSchema).describe("In order"),
  lastSeq: z.int().describe("The newest event's seq: send it as `after` the next time"),
});

const feedEventSchema = z
  .object({
    link: linkId,
    ticket: z.object({ id: z.string() }).nullable().describe("Your case, where the link has one"),
    ...event,
  })
  .describe("Something that happened to one of your links");

/** Compiles only while the schema and the feed say the same. */
export const feedEventIsDescribed: Same<FeedEvent, z.infer<typeof feedEventSchema>> = true;

export const feedPageSchema = z.object({
  events: z.array(feedEventSchema).describe("At least once each, in order for each link"),
  cursor: z.string().describe("Send it as `after` the next time; there is always one"),
});
