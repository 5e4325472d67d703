import { GraphError } from "@microsoft/microsoft-graph-client";
import { LinkError } from "../domain/errors";
import type { Directory } from "../domain/microsoftPorts";
import type { Graph, GraphOptions } from "./graph";
import type { GraphCallName } from "../domain/graphCalls";

type End = Pick<Directory, "revokeSessions" | "removeUser" | "hasUser">;

const isMissing = (error: unknown): boolean =>
  error instanceof GraphError && error.statusCode === 404;

/** True where Graph knows the object and did it; false where there is no such object (any more). */
async function onUser(graph: Graph, name: GraphCallName, options: GraphOptions): Promise<boolean> {
  try {
    await graph(name, options);
    return true;
  } catch (error) {
    if (error instanceof LinkError && isMissing(error.cause)) return false;
    throw error;
  }
}

/** What ends an account's access beside its roles (Graph: user, revokeSignInSessions, Delete user). */
export const createEnd = (graph: Graph): End => ({
  revokeSessions: async (id) => void (await onUser(graph, "revokeSessions", { values: { id } })),
  removeUser: (id) => onUser(graph, "removeGuest", { values: { id } }),
  hasUser: (id) => onUser(graph, "readUser", { values: { id }, query: { $select: "id" } }),
});
