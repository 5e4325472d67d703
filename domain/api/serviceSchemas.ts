import { z } from "zod";
import type { healthOf } from "../health";
import { webhookTestResult } from "../webhookTest";
import { instant } from "../wait";
import type { Same } from "./same";

const seconds = z.number().nullable().describe("How long ago, in seconds");
const count = z
  .union([z.int(), z.templateLiteral([z.number(), "+"])])
  .nullable()
  .describe("A number, or `100+`; null where it could not be counted");

const queue = z.object({ oldestDueAt: instant.nullable(), ageSeconds: seconds, waiting: count });

const timer = z.object({
  state: z.enum(["ok", "starting", "late", "unknown"]),
  lastRunAt: instant.nullable(),
  ageSeconds: seconds,
});

export const healthSchema = z
  .object({
    status: z
      .enum(["ok", "degraded", "unable"])
      .describe("degraded: it works, but something is late or could not be looked at"),
    checks: z.object({
      storage: z.object({ state: z.enum(["ok", "unable"]), detail: z.string().optional() }),
      keys: z
        .object({
          state: z.enum(["ok", "stale", "unable"]),
          readAt: instant.nullable().describe("When Key Vault was last read; null without one"),
          detail: z.string().optional(),
        })
        .describe("The keys that sign and seal"),
      sweeper: timer.describe("What is due is done by it, once a minute"),
      timers: z.object({
        webhooks: timer.describe("Tells callbacks what they have not heard, once a minute"),
        sweepOld: timer.describe("Deletes what is old, once a night"),
      }),
      outbox: queue.describe(
        "Links whose callback has not heard everything, and since when the oldest event waits",
      ),
      relay: queue.describe("Events that are not in lists and feed yet"),
      parked: z.object({ count }).describe("Links that wait for an operator"),
      paused: z.boolean().describe("Whether the operator has paused the service"),
    }),
  })
  .describe("Whether the service can do its work: counts and times only");

/** Compiles only while the schema and `healthOf` say the same. */
export const healthIsDescribed: Same<
  ReturnType<typeof healthOf>,
  z.infer<typeof healthSchema>
> = true;

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
      hash: z.string().nullable().describe("Null where the tenant id is"),
      steps: z.array(z.string()).describe("In plain words"),
      scopes: z.array(z.string()).describe("The permissions that the administrator is asked for"),
    }),
    repeats: z
      .string()
      .nullable()
      .describe("The link that the real request would answer, where its key stands for one"),
  })
  .describe("What a request would do; nothing was started and nobody got a mail");
export type DryRun = z.infer<typeof dryRunSchema>;

const result = webhookTestResult.shape;
export const webhookTestSchema = z
  .object({
    delivered: result.delivered.describe("Whether your receiver answered with 2xx"),
    webhookId: result.webhookId.describe("The header webhook-id that it was sent with"),
    status: result.status.describe("What it answered; null where no answer came"),
    code: result.code.describe("Why no answer came, where none did"),
    milliseconds: result.milliseconds.describe("How long it took"),
  })
  .describe("How your receiver took the sample event");
