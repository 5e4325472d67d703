import { z } from "zod";
import type { Backlog } from "../domain/health";
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
type Done = Pick<FollowUp, "linkId" | "detail"> & Partial<FollowUp>;

/**
 * What has to happen later, one partition a kind. What may lie for months is kept by its time, so that
 * looking for what is due reads nothing else; a row that was done before its time is left, and its
 * handler finds nothing to do.
 */
export function createFollowUps(table: Table): FollowUps & Backlog {
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
  /** What was noted anew since it was read stays: it is for a change that came after. */
  async function removeNamed(kind: FollowUpKind, one: Done): Promise<void> {
    if (one.dueAt === undefined) return table.remove(kind, nameOf(one));
    const standing = await table.get<{ dueAt: string }>(kind, nameOf(one));
    if (standing?.dueAt === one.dueAt)
      await table.removeUnchanged(kind, nameOf(one), standing.etag);
  }
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
    async oldest(kind, atMost) {
      if (!isSoon(kind)) return read(kind, await upTo(kind, "~", atMost));
      const all = read(kind, await table.list(kind, { from: "", to: "~" }));
      return all.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, atMost);
    },
    async done({ kind, ...rest }) {
      await removeNamed(kind, rest);
      if (!isSoon(kind) && rest.dueAt)
        await table.remove(byTime(kind), timed({ ...rest, dueAt: rest.dueAt }));
    },
  };
}
