import { actionDoors } from "./actionDoors";
import type { ActionPorts } from "./actions/action";
import { createGetEvidence, type EvidencePorts } from "./getEvidence";
import { createGetLink } from "./getLink";
import { createHealth } from "./health";
import { createPostLink, type PostPorts } from "./postLink";
import { createListLinks, createSearchLinks, type ListPorts } from "./listLinks";
import { createEventFeed, createLinkEvents, type EventPorts } from "./readEvents";
import type { RegisteredDoor } from "./registeredDoor";

export type ApiPorts = ActionPorts & EvidencePorts & PostPorts & ListPorts & EventPorts;

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
  ...actionDoors(ports),
  {
    name: "getEvidence",
    methods: ["GET"],
    route: "api/v1/links/{id}/evidence",
    handler: createGetEvidence(ports),
  },
  { name: "health", methods: ["GET"], route: "api/health", handler: createHealth(ports.links) },
];
