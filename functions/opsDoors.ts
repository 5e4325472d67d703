import { createOpsActionForm, createOpsActionPage, type OpsActionPorts } from "./opsAction";
import { createOpsCase } from "./opsCase";
import { createOpsCases, type CasesPorts } from "./opsCases";
import { createOpsEvidence, type OpsEvidencePorts } from "./opsEvidence";
import { createOpsScript, createOpsStyle } from "./opsFiles";
import { createOpsSearch } from "./opsSearch";
import type { RegisteredDoor } from "./registeredDoor";

export type OpsPorts = CasesPorts & OpsActionPorts & OpsEvidencePorts;

/** The pages of operators; signing in and out has doors of its own. */
export const opsDoors = (ports: OpsPorts): readonly RegisteredDoor[] => [
  { name: "opsCases", methods: ["GET"], route: "ops", handler: createOpsCases(ports) },
  { name: "opsSearch", methods: ["POST"], route: "ops/search", handler: createOpsSearch(ports) },
  { name: "opsCase", methods: ["GET"], route: "ops/links/{id}", handler: createOpsCase(ports) },
  {
    name: "opsEvidence",
    methods: ["GET"],
    route: "ops/links/{id}/evidence",
    handler: createOpsEvidence(ports),
  },
  {
    name: "opsActionPage",
    methods: ["GET"],
    route: "ops/links/{id}/{action}",
    handler: createOpsActionPage(ports),
  },
  {
    name: "opsActionForm",
    methods: ["POST"],
    route: "ops/links/{id}/{action}",
    handler: createOpsActionForm(ports),
  },
  { name: "opsStyle", methods: ["GET"], route: "ops.css", handler: createOpsStyle() },
  { name: "opsScript", methods: ["GET"], route: "ops.js", handler: createOpsScript() },
];
