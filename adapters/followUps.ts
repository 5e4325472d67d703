import { z } from "zod";
import { linkId } from "../domain/ids";
import type { FollowUp, FollowUpKind, FollowUps } from "../domain/storagePorts";
import { oldestFirst } from "./timeKeys";
import type { Table } from "./tables";

/** Done within minutes, or waiting for an answer that takes them away: never many at once. */
const soon: readonly FollowUpKind[] = ["start", "wake", "startEnd", "relay"];
/** One row a link and detail, so that noting twice is one; `~` is in none of the parts. */
const nameOf = ({ linkId: id, detail }: Pick<FollowUp, "linkId" | "detail">) => `${id}-${detail}`;
const row = z.object({ linkId, detail: z.string(), dueAt: z.string() });
const most = 500;

/**
 * What has to happen later, one partition a kind. What may lie for months is kept by its time, so that
 * looking for what is due reads nothing else; a row that was done before its time is left, and its
 * handler finds nothing to do.
 */
export function createFollowUps(table: Table): FollowUps {
  const byTime = (kind: FollowUpKind) => `${kind}-by-time`;
  const timed = (one: Pick<FollowUp, "linkId" | "detail" | "dueAt">) =>
    `${oldestFirst(one.dueAt)}~${nameOf(one)}`;
  const isSoon = (kind: FollowUpKind) => soon.includes(kind);
  const read = (kind: FollowUpKind, rows: readonly object[]): FollowUp[] =>
    rows.map((one) => ({ kind, ...row.parse(one) }));
  /** Releases before kept every kind by its name. */
  const byName = async (kind: FollowUpKind, now: string) =>
    read(kind, await table.list(kind, { from: "", to: "~" })).filter((one) => one.dueAt <= now);
  const upTo = (kind: FollowUpKind, before: string, top: number) =>
    table.page({ from: byTime(kind), to: byTime(kind), after: "", before }, top);
  return {
    note({ kind, ...rest }) {
      const at = isSoon(kind)
        ? { partitionKey: kind as string, rowKey: nameOf(rest) }
        : { partitionKey: byTime(kind), rowKey: timed(rest) };
      return table.upsert({ ...at, ...rest });
    },
    async due(kind, now) {
      const named = await byName(kind, now);
      if (isSoon(kind)) return named;
      return [...named, ...read(kind, await upTo(kind, `${oldestFirst(now)}~~`, most))];
    },
    async oldest(kind) {
      const [first] = isSoon(kind)
        ? read(kind, await table.list(kind, { from: "", to: "~" })).sort(byDueAt)
        : read(kind, await upTo(kind, "~", 1));
      return first?.dueAt;
    },
    async done({ kind, ...rest }) {
      await table.remove(kind, nameOf(rest));
      if (!isSoon(kind) && rest.dueAt)
        await table.remove(byTime(kind), timed({ ...rest, dueAt: rest.dueAt }));
    },
  };
}

const byDueAt = (a: FollowUp, b: FollowUp): number => (a.dueAt < b.dueAt ? -1 : 1);
