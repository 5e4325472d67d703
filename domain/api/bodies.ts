import { z } from "zod";

/** Bodies of calls whose doors have no schema of their own yet. */
const reason = z.string().min(1).max(200).describe("Why, in plain words; kept with the link");

export const reasonBody = z.strictObject({ reason: reason.optional() });

export const extendBody = z.strictObject({
  days: z.int().min(1).max(60).describe("How many days longer the present question is open"),
  reason: reason.optional(),
});

export const webhookTestBody = z.strictObject({
  url: z.url().max(2000).describe("On a host that is declared for you"),
});
