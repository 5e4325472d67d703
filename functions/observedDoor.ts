import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { CallRecords } from "../domain/callRecords";
import {
  newScope,
  recordsOf,
  requestIds,
  type CallScope,
  type CallTrace,
} from "../domain/callTrace";
import { linkId } from "../domain/ids";
import { traceIdOf, type Telemetry } from "../domain/telemetry";
import { doorNotes } from "./doorNotes";
import type { RegisteredDoor } from "./registeredDoor";

interface ObserveDoorPorts {
  readonly trace: CallTrace;
  readonly records: Pick<CallRecords, "add">;
  readonly telemetry: Pick<Telemetry, "calls">;
}

interface Visit {
  readonly door: RegisteredDoor;
  readonly request: HttpRequest;
  readonly scope: CallScope;
  readonly status: number;
  readonly durationMs: number;
}

const reads: readonly string[] = ["GET", "HEAD"];

/** Reading that went well says nothing; what decided, came back from Microsoft or was refused does. */
const isTold = ({ door, request, status }: Visit): boolean =>
  !reads.includes(request.method) || status >= 400 || door.route.endsWith("callback");

/** The route as it is registered, so that no id or query of the address gets in. */
const line = ({ door, request, scope, status, durationMs }: Visit): string =>
  JSON.stringify({
    ...{ event: "door", door: door.name, method: request.method, route: `/${door.route}`, status },
    ...doorNotes(request),
    ...(scope.linkId ? { linkId: scope.linkId } : {}),
    ...{ durationMs, requestIds: requestIds(scope) },
  });

/** Evidence that cannot be written turns nobody away. */
async function keep(ports: ObserveDoorPorts, visit: Visit, context: InvocationContext) {
  const { scope, door } = visit;
  const id = linkId.safeParse(scope.linkId);
  if (!id.success || scope.calls.length === 0) return;
  try {
    await ports.records.add(id.data, recordsOf(door.name, scope));
  } catch {
    context.warn(`link ${id.data}: the calls of ${door.name} could not be kept as evidence`);
  }
}

/** A door whose decisions and refusals are one line each in the log, and whose calls to Microsoft are evidence. */
export const createObservedDoor =
  (ports: ObserveDoorPorts) =>
  (door: RegisteredDoor): RegisteredDoor => ({
    ...door,
    async handler(request, context): Promise<HttpResponseInit> {
      const scope = newScope();
      const begun = performance.now();
      const response = await ports.trace.run(scope, () => door.handler(request, context));
      scope.linkId = doorNotes(request).linkId ?? scope.linkId;
      const durationMs = Math.round(performance.now() - begun);
      const visit = { door, request, scope, status: response.status ?? 200, durationMs };
      if (isTold(visit)) context.log(line(visit));
      const traceId = traceIdOf(context.traceContext?.traceParent);
      ports.telemetry.calls({ ...scope, step: door.name, traceId });
      await keep(ports, visit, context);
      return response;
    },
  });
