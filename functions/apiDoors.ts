import { createCancelLink, type ActionPorts } from "./cancelLink";
import { createChangeAdministrator } from "./changeAdministrator";
import { createEndAccess } from "./endAccess";
import { createGetLink } from "./getLink";
import { createHealth } from "./health";
import { createOpenapiDoor } from "./openapiDoor";
import { createPostLink, type PostPorts } from "./postLink";
import { createListLinks, createSearchLinks, type ListPorts } from "./listLinks";
import { createEventFeed, createLinkEvents, type EventPorts } from "./readEvents";
import type { RegisteredDoor } from "./registeredDoor";
import { createRetryLink } from "./retryLink";

export type ApiPorts = ActionPorts & PostPorts & ListPorts & EventPorts;

/** The HTTP API: what callers and operators reach with a key or a token. */
export const apiDoors = (ports: ApiPorts): readonly RegisteredDoor[] => [
  {
    name: "postLink",
    methods: ["POST"],
    route: "api/v1/links",
    handler: createPostLink(ports),
  },
  {
    name: "listLinks",
    methods: ["GET"],
    route: "api/v1/links",
    handler: createListLinks(ports),
  },
  {
    name: "searchLinks",
    methods: ["POST"],
    route: "api/v1/links/search",
    handler: createSearchLinks(ports),
  },
  {
    name: "linkEvents",
    methods: ["GET"],
    route: "api/v1/links/{id}/events",
    handler: createLinkEvents(ports),
  },
  {
    name: "eventFeed",
    methods: ["GET"],
    route: "api/v1/events",
    handler: createEventFeed(ports),
  },
  { name: "getLink", methods: ["GET"], route: "api/v1/links/{id}", handler: createGetLink(ports) },
  {
    name: "cancelLink",
    methods: ["POST"],
    route: "api/v1/links/{id}/cancel",
    handler: createCancelLink(ports),
  },
  {
    name: "changeAdministrator",
    methods: ["POST"],
    route: "api/v1/links/{id}/administrator",
    handler: createChangeAdministrator(ports),
  },
  {
    name: "retryLink",
    methods: ["POST"],
    route: "api/v1/links/{id}/retry",
    handler: createRetryLink(ports),
  },
  {
    name: "endAccess",
    methods: ["POST"],
    route: "api/v1/links/{id}/end",
    handler: createEndAccess(ports),
  },
  {
    name: "openapi",
    methods: ["GET"],
    route: "api/v1/openapi.json",
    handler: createOpenapiDoor(ports.keys),
  },
  { name: "health", methods: ["GET"], route: "api/health", handler: createHealth(ports.links) },
];
