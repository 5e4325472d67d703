import type { Directory } from "../domain/microsoftPorts";
import { createPeople } from "./directoryPeople";
import { createRoles } from "./directoryRoles";
import { createSync } from "./directorySync";
import type { Graph } from "./graph";

/** A customer's directory through Graph with the administrator's token. */
export const createDirectory = (graph: Graph): Directory => ({
  ...createPeople(graph),
  ...createRoles(graph),
  ...createSync(graph),
});
