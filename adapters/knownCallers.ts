import type { Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import type { Table } from "./tables";

/** Names of lists have a `~`, so this is none. */
const partition = "callers";
const cacheMs = 60_000;

/** Who has ever asked for a link, by a row each: links stay when their caller is taken out of the settings. */
export function createKnownCallers(
  lists: Table,
  declared: readonly { readonly id: string }[],
  now: Clock,
): KnownCallers {
  const noted = new Set<string>();
  let cached: { at: number; ids: readonly string[] } | undefined;
  return {
    async note(callerId) {
      if (noted.has(callerId)) return;
      await lists.upsert({ partitionKey: partition, rowKey: callerId });
      noted.add(callerId);
    },
    async knownCallers() {
      const at = Date.parse(now());
      if (cached && at - cached.at < cacheMs) return cached.ids;
      const rows = await lists.list(partition, { from: "", to: "~" });
      const ids = [...declared.map(({ id }) => id), ...rows.map(({ rowKey = "" }) => rowKey)];
      cached = { at, ids: [...new Set(ids)] };
      return cached.ids;
    },
  };
}
