import { z } from "zod";
import { code } from "../linkParts";
import type { LinkSummary } from "../listing";
import { instant } from "../wait";
import { directoryView, progressView } from "./linkViewSchema";
import type { Same } from "./same";

const milestones = z
  .object({
    asked: instant,
    opened: instant.nullable().describe("First press of Continue on the administrator's page"),
    consented: instant.nullable(),
    signedIn: instant.nullable(),
    linked: instant.nullable().describe("When every agreed role was given"),
  })
  .describe("When each stage was reached; null where it was not (yet)");

export const linkSummarySchema = z
  .object({
    ...progressView,
    callerId: z.string().describe("Whose link it is"),
    parked: code.nullable().describe("Why it does not go on, where it does not"),
    directory: directoryView,
    ticket: z.object({ id: z.string() }).nullable(),
    milestones,
    createdAt: instant,
  })
  .describe("A link as lists show it");

/** Compiles only while the schema and `summaryOf` say the same. */
export const linkSummaryIsDescribed: Same<LinkSummary, z.infer<typeof linkSummarySchema>> = true;

export const linkPageSchema = z.object({
  links: z.array(linkSummarySchema).describe("Newest first"),
  continuation: z
    .string()
    .nullable()
    .describe("Send it as `continuation` to get the next page; null after the last one"),
});
