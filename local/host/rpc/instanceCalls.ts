import { isFinished } from "../engine/events";
import type { InstanceRow } from "../engine/instances";
import type { InstanceStatus } from "../engine/createEngine";
import { OperationRefused } from "../engine/operations";
import type { RpcAnswer, RpcCall } from "./serveRpc";
import { historyEvents } from "./historyEvents";

/** GET instances/{id}: 202 while it runs, 200 when it is finished. */
export function showInstance({ engine, path, query, baseUrl }: RpcCall): RpcAnswer {
  const [id = ""] = path;
  const status = engine.status(id);
  if (status === undefined) return { status: 404 };
  const body = {
    ...payload(status, flag(query, "showInput", true)),
    historyEvents: flag(query, "showHistory", false)
      ? historyEvents(engine.history(id), query)
      : null,
  };
  if (!isFinished(status.runtimeStatus))
    return {
      status: 202,
      body,
      headers: { location: `${baseUrl}instances/${id}`, "retry-after": "5" },
    };
  const asError =
    status.runtimeStatus === "Failed" && flag(query, "returnInternalServerErrorOnFailure", false);
  return { status: asError ? 500 : 200, body };
}

/** GET instances: all that match, on one page. */
export function listInstances({ engine, query }: RpcCall): RpcAnswer {
  const filter = readFilter(query);
  const prefix = query.get("instanceIdPrefix") ?? "";
  const found = engine
    .instances()
    .filter((one) => one.instanceId.startsWith(prefix))
    .filter((one) => filter({ createdAt: Date.parse(one.createdTime), status: one.runtimeStatus }));
  return { status: 200, body: found.map((one) => payload(one, flag(query, "showInput", false))) };
}

/** DELETE instances/{id} */
export function purgeOne({ engine, path }: RpcCall): RpcAnswer {
  const [id = ""] = path;
  if (engine.status(id) === undefined) return { status: 404 };
  return {
    status: 200,
    body: { instancesDeleted: engine.operations.purge((row) => row.id === id) },
  };
}

/** DELETE instances?createdTimeFrom=… */
export function purgeByFilter({ engine, query }: RpcCall): RpcAnswer {
  if (query.get("createdTimeFrom") === null)
    throw new OperationRefused(400, "Please provide value for 'createdTimeFrom' parameter.");
  const instancesDeleted = engine.operations.purge(readFilter(query));
  return instancesDeleted === 0 ? { status: 404 } : { status: 200, body: { instancesDeleted } };
}

function payload(status: InstanceStatus, showInput: boolean): Record<string, unknown> {
  // The extension does not show the version; JSON leaves undefined out.
  return { ...status, input: showInput ? status.input : null, version: undefined };
}

function readFilter(
  query: URLSearchParams,
): (row: Pick<InstanceRow, "createdAt" | "status">) => boolean {
  const moment = (name: string, otherwise: number) => {
    const time = Date.parse(query.get(name) ?? "");
    return Number.isNaN(time) ? otherwise : time;
  };
  const from = moment("createdTimeFrom", -Infinity);
  const to = moment("createdTimeTo", Infinity);
  const states = query.getAll("runtimeStatus").flatMap((value) => value.split(","));
  return ({ createdAt, status }) =>
    createdAt >= from && createdAt <= to && (states.length === 0 || states.includes(status));
}

function flag(query: URLSearchParams, name: string, otherwise: boolean): boolean {
  const value = query.get(name)?.toLowerCase();
  return value === "true" || value === "false" ? value === "true" : otherwise;
}
