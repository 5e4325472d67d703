import { EventType } from "../../../../local/host/engine/events";
import type { RunningHost } from "../../../../local/host/hostOptions";

const names = new Map<number, string>(
  Object.entries(EventType).map(([name, number]) => [number, name]),
);

/** The history of an instance as names, one list per turn, without the frame of each turn. */
export function turnsOf(host: RunningHost, id: string): string[][] {
  const turns: string[][] = [];
  for (const event of host.engine.history(id)) {
    if (event.EventType === EventType.OrchestratorStarted) turns.push([]);
    else if (event.EventType !== EventType.OrchestratorCompleted)
      turns.at(-1)?.push(names.get(event.EventType) ?? "?");
  }
  return turns;
}
