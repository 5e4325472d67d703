import { z } from "zod";

export const healthSchema = z
  .object({
    status: z.enum(["ok", "unable"]),
    storage: z.string().describe("ok, or what is wrong"),
  })
  .describe("Whether the service can do its work");

export const dryRunSchema = z
  .object({
    dryRun: z.literal(true),
    directory: z.object({
      domain: z.string(),
      tenantId: z.string().nullable().describe("Null where Microsoft did not answer in time"),
    }),
    administrator: z.object({ email: z.string() }),
    account: z.object({ email: z.string() }),
    access: z.object({
      roles: z.array(z.object({ name: z.string(), templateId: z.string() })),
      until: z.string().nullable(),
    }),
    plan: z.object({
      hash: z.string().nullable(),
      steps: z.array(z.string()).describe("In plain words"),
      scopes: z.array(z.string()).describe("The permissions that the administrator is asked for"),
    }),
    repeats: z
      .string()
      .nullable()
      .describe("The link that the real request would answer, where its key stands for one"),
  })
  .describe("What a request would do; nothing was started and nobody got a mail");

export const webhookTestSchema = z
  .object({
    delivered: z.boolean().describe("Whether your receiver answered with 2xx"),
    webhookId: z.string().describe("The header webhook-id that it was sent with"),
    status: z.int().nullable().describe("What it answered; null where no answer came"),
    code: z.string().nullable().describe("Why no answer came, where none did"),
    milliseconds: z.int().describe("How long it took"),
  })
  .describe("How your receiver took the sample event");

/** Evidence is described with the code that makes it; until then any object fits. */
export const evidenceSchema = z
  .record(z.string(), z.unknown())
  .describe("All that is known of a link, also after the engine's own history is gone");
