import type { ApiDoor } from "./apiRoutes";
import { createGetLink, type GetPorts } from "./getLink";
import { actionDoors } from "./actionDoors";
import type { ActionPorts } from "./actions/action";
import { createGetEvidence, type EvidencePorts } from "./getEvidence";
import { createHealth, type HealthPorts } from "./health";
import { createOpenapiDoor } from "./openapiDoor";
import { createPostLink, type PostPorts } from "./postLink";
import { createListLinks, createSearchLinks, type ListPorts } from "./listLinks";
import { createEventFeed, createLinkEvents, type EventPorts } from "./readEvents";
import { createTestWebhook, type TestWebhookPorts } from "./testWebhook";

export type ApiPorts = ActionPorts &
  PostPorts &
  GetPorts &
  ListPorts &
  EventPorts &
  EvidencePorts &
  HealthPorts &
  TestWebhookPorts;

/** The HTTP API: what callers and operators reach with a key or a token. */
export const apiDoors = (ports: ApiPorts): readonly ApiDoor[] => [
  {
    name: "postLink",
    methods: ["POST"],
    route: "api/v1/links",
    query: ["dryRun"],
    handler: createPostLink(ports),
  },
  {
    name: "listLinks",
    methods: ["GET"],
    route: "api/v1/links",
    query: ["ticket", "directory", "status", "waitingOn", "top", "continuation"],
    handler: createListLinks(ports),
  },
  {
    name: "searchLinks",
    methods: ["POST"],
    route: "api/v1/links/search",
    query: [],
    handler: createSearchLinks(ports),
  },
  {
    name: "getLink",
    methods: ["GET"],
    route: "api/v1/links/{id}",
    query: [],
    handler: createGetLink(ports),
  },
  {
    name: "linkEvents",
    methods: ["GET"],
    route: "api/v1/links/{id}/events",
    query: ["after"],
    handler: createLinkEvents(ports),
  },
  {
    name: "eventFeed",
    methods: ["GET"],
    route: "api/v1/events",
    query: ["after", "top"],
    handler: createEventFeed(ports),
  },
  ...actionDoors(ports),
  {
    name: "getEvidence",
    methods: ["GET"],
    route: "api/v1/links/{id}/evidence",
    query: [],
    handler: createGetEvidence(ports),
  },
  {
    name: "testWebhook",
    methods: ["POST"],
    route: "api/v1/webhooks/test",
    query: [],
    handler: createTestWebhook(ports),
  },
  {
    name: "openapi",
    methods: ["GET"],
    route: "api/v1/openapi.json",
    query: [],
    handler: createOpenapiDoor(ports.keys),
  },
  {
    name: "health",
    methods: ["GET"],
    route: "api/health",
    query: [],
    handler: createHealth(ports),
  },
];
