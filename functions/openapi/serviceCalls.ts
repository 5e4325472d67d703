import { webhookTestsAnHour } from "../../domain/limits";
import { feedPages, healths, unable, webhookResults } from "./answerExamples";
import { acting, type ApiCall } from "./apiCall";
import { webhookTests } from "./requestExamples";

/** The feed, the test of a webhook, and what the service says of itself. */
export const serviceCalls: readonly ApiCall[] = [
  {
    method: "get",
    path: "/api/v1/events",
    operationId: "readFeed",
    tag: "Events",
    summary: "The feed of all your links",
    description:
      "Ask with the cursor of the answer before. Every event comes at least once, in order for each link, at most a minute late.",
    roles: ["Links.Read", "Links.Request"],
    parameters: ["AfterCursor", "Top"],
    answers: {
      200: { description: "What happened since", schema: "FeedPage", examples: feedPages },
    },
    refusals: ["invalid_cursor"],
  },
  {
    method: "post",
    path: "/api/v1/webhooks/test",
    operationId: "testWebhook",
    tag: "Events",
    summary: "Send a sample event to your receiver",
    description: `Signed like every other one. At most ${String(webhookTestsAnHour)} an hour.`,
    roles: acting,
    body: { schema: "WebhookTest", examples: webhookTests },
    answers: {
      200: {
        description: "How your receiver took it",
        schema: "WebhookTestResult",
        examples: webhookResults,
      },
    },
    refusals: ["limit_reached"],
  },
  {
    method: "get",
    path: "/api/health",
    operationId: "getHealth",
    tag: "Service",
    summary: "Whether the service can work",
    description: "For monitoring; no authentication.",
    roles: [],
    answers: {
      200: { description: "It can", schema: "Health", examples: healths },
      503: {
        description: "It cannot; what is missing is in the answer",
        schema: "Health",
        examples: unable,
      },
    },
  },
  {
    method: "get",
    path: "/api/v1/openapi.json",
    operationId: "getOpenapi",
    tag: "Service",
    summary: "This description",
    description: "OpenAPI 3.1, to make a client from; no authentication.",
    roles: [],
    parameters: ["IfNoneMatch"],
    answers: {
      200: { description: "The description", schema: { type: "object" }, headers: ["ETag"] },
      304: { description: "You have this version", headers: ["ETag"] },
    },
  },
];
