import { actionDoors } from "./actionDoors";
import type { ActionPorts } from "./actions/action";
import { createGetEvidence, type EvidencePorts } from "./getEvidence";
import { createGetLink } from "./getLink";
import { createHealth } from "./health";
import { createPostLink, type PostPorts } from "./postLink";
import type { RegisteredDoor } from "./registeredDoor";

export type ApiPorts = ActionPorts & EvidencePorts & PostPorts;

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
  {
    name: "getEvidence",
    methods: ["GET"],
    route: "api/v1/links/{id}/evidence",
    handler: createGetEvidence(ports),
  },
  { name: "health", methods: ["GET"], route: "api/health", handler: createHealth(ports.links) },
];
