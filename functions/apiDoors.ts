import type { ApiDoor } from "./apiRoutes";
import { createCancelLink, type ActionPorts } from "./cancelLink";
import { createChangeAdministrator } from "./changeAdministrator";
import { createEndAccess } from "./endAccess";
import { createGetLink, type GetPorts } from "./getLink";
import { createHealth } from "./health";
import { createPostLink, type PostPorts } from "./postLink";
import { createListLinks, createSearchLinks, type ListPorts } from "./listLinks";
import { createEventFeed, createLinkEvents, type EventPorts } from "./readEvents";
import { createRetryLink } from "./retryLink";
import { createTestWebhook, type TestWebhookPorts } from "./testWebhook";

export type ApiPorts = ActionPorts &
  PostPorts &
  GetPorts &
  ListPorts &
  EventPorts &
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
  {
    name: "cancelLink",
    methods: ["POST"],
    route: "api/v1/links/{id}/cancel",
    query: [],
    handler: createCancelLink(ports),
  },
  {
    name: "changeAdministrator",
    methods: ["POST"],
    route: "api/v1/links/{id}/administrator",
    query: [],
    handler: createChangeAdministrator(ports),
  },
  {
    name: "retryLink",
    methods: ["POST"],
    route: "api/v1/links/{id}/retry",
    query: [],
    handler: createRetryLink(ports),
  },
  {
    name: "endAccess",
    methods: ["POST"],
    route: "api/v1/links/{id}/end",
    query: [],
    handler: createEndAccess(ports),
  },
  {
    name: "testWebhook",
    methods: ["POST"],
    route: "api/v1/webhooks/test",
    query: [],
    handler: createTestWebhook(ports),
  },
  {
    name: "health",
    methods: ["GET"],
    route: "api/health",
    query: [],
    handler: createHealth(ports.links),
  },
];
