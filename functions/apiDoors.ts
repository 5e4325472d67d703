import { actionDoors } from "./actionDoors";
import type { ActionPorts } from "./actions/action";
import { createGetLink } from "./getLink";
import { createHealth } from "./health";
import { createPostLink, type PostPorts } from "./postLink";
import type { RegisteredDoor } from "./registeredDoor";

export type ApiPorts = ActionPorts & PostPorts;

/** The HTTP API: what callers and operators reach with a key or a token. */
export const apiDoors = (ports: ApiPorts): readonly RegisteredDoor[] => [
  {
    name: "postLink",
    methods: ["POST"],
    route: "api/v1/links",
    handler: createPostLink(ports),
  },
  { name: "getLink", methods: ["GET"], route: "api/v1/links/{id}", handler: createGetLink(ports) },
  ...actionDoors(ports),
  { name: "health", methods: ["GET"], route: "api/health", handler: createHealth(ports.links) },
];
