import { z } from "zod";
import { deliveryCodes, type DeliveryCode } from "./delivery";

/** The body of `POST /api/v1/webhooks/test`. */
export const webhookTestBody = z.strictObject({ url: z.string("must be a URL").max(2000) });

/** What it answers: the receiver's status or our own code, and no more of the receiver. */
export const webhookTestResult = z.strictObject({
  delivered: z.boolean(),
  webhookId: z.string(),
  status: z.int().nullable(),
  code: z.enum(Object.keys(deliveryCodes) as [DeliveryCode, ...DeliveryCode[]]).nullable(),
  milliseconds: z.int(),
});
export type WebhookTestResult = z.infer<typeof webhookTestResult>;
