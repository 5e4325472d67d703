import type { Directory } from "../domain/microsoftPorts";
import { createEnd } from "./directoryEnd";
import { createPeople } from "./directoryPeople";
import { createRoles } from "./directoryRoles";
import { createRoleSchedules } from "./directorySchedules";
import { createSync } from "./directorySync";
import type { Graph } from "./graph";

/** A customer's directory through Graph with the administrator's token. */
export const createDirectory = (graph: Graph): Directory => ({
  ...createPeople(graph),
  ...createRoles(graph),
  ...createRoleSchedules(graph),
  ...createSync(graph),
  ...createEnd(graph),
});
