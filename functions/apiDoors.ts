import type { ApiDoor } from "./apiRoutes";
import { createCancelLink, type ActionPorts } from "./cancelLink";
import { createChangeAdministrator } from "./changeAdministrator";
import { createEndAccess } from "./endAccess";
import { createGetLink } from "./getLink";
import { createHealth } from "./health";
import { createPostLink, type PostPorts } from "./postLink";
import { createRetryLink } from "./retryLink";

export type ApiPorts = ActionPorts & PostPorts;

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
    name: "getLink",
    methods: ["GET"],
    route: "api/v1/links/{id}",
    query: [],
    handler: createGetLink(ports),
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
    name: "health",
    methods: ["GET"],
    route: "api/health",
    query: [],
    handler: createHealth(ports.links),
  },
];
