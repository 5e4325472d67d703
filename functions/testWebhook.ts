import { callbackFault } from "../domain/callbackUrl";
import { testCloudEvent } from "../domain/cloudEvents";
import { isDelivered } from "../domain/delivery";
import { errorsOf, type FieldError } from "../domain/fieldErrors";
import {
  secondsLeft,
  webhookTestCounter,
  webhookTestsAnHour,
  type LimitCounters,
} from "../domain/limits";
import type { Clock, Keys, TicketHook } from "../domain/ports";
import { webhookTestBody, type WebhookTestResult } from "../domain/webhookTest";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import type { Door } from "./doors";
import { readJson } from "./linkRequestBody";

export interface TestWebhookPorts extends CallerPorts {
  readonly keys: Pick<Keys, "sha256" | "random">;
  readonly hook: TicketHook;
  readonly counters: Pick<LimitCounters, "take">;
  readonly localCallbacks: string | undefined;
  readonly publicUrl: string;
  readonly now: Clock;
}

const refused = (errors: readonly FieldError[]): Problem =>
  new Problem(400, "invalid_request", { detail: "Correct the fields named in errors.", errors });

/** Each sample makes us look a name up and connect: nobody has that done without an end. */
async function countTest({ counters, now }: TestWebhookPorts, callerId: string): Promise<void> {
  const counter = webhookTestCounter(callerId, now());
  if (await counters.take(counter, webhookTestsAnHour)) return;
  const retryAfter = secondsLeft(counter, now());
  const detail = `You had ${String(webhookTestsAnHour)} sample events sent within this hour, which is the most. Nothing was sent; try again in ${String(retryAfter)} seconds.`;
  throw new Problem(429, "limit_reached", { detail, limit: counter.limit, retryAfter });
}

/**
 * `POST /api/v1/webhooks/test`: one sample, sent just as events are, and what came of it. Only hosts
 * declared for the caller are tried, and nothing of their answer but its status is told.
 */
export const createTestWebhook = (ports: TestWebhookPorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const parsed = webhookTestBody.safeParse(await readJson(request), { reportInput: true });
    if (!parsed.success) throw refused(errorsOf(parsed.error));
    const { url } = parsed.data;
    const rules = { declaredHosts: caller.callbackHosts, localOrigin: ports.localCallbacks };
    const message = callbackFault(url, rules);
    if (message) throw refused([{ pointer: "/url", message }]);
    await countTest(ports, caller.id);
    const id = `test.${ports.keys.random(16)}`;
    const began = ports.now();
    const body = testCloudEvent(id, { now: began, publicUrl: ports.publicUrl });
    const delivery = await ports.hook.post({ url, id, body, caller });
    const result: WebhookTestResult = {
      delivered: isDelivered(delivery),
      webhookId: id,
      status: delivery.status,
      code: delivery.code,
      milliseconds: Date.parse(ports.now()) - Date.parse(began),
    };
    return json(200, result);
  });
