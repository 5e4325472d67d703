import { moved, type Change } from "../domain/changes";
import type { Activity, Input } from "../domain/contract";
import type { Link, LinkEvent } from "../domain/link";
import type { Links } from "../domain/storagePorts";
import { closeWait } from "../domain/waits";

/** An answer that came before we could park goes first: it is taken as any other. */
const answered = ({ wait }: Link): number | null => (wait?.decision ? wait.n : null);

function parked(link: Link, { step, failure, now, until }: Input<"park">): Change | undefined {
  if (link.status === until || answered(link) !== null) return undefined;
  const from = link.parked?.from ?? link.status;
  const evidence = failure.evidence ?? null;
  const reason = { code: failure.code, step, at: now, from, evidence, reply: failure.reply };
  const change = moved({ ...closeWait(link), parked: reason }, until, now);
  const told: LinkEvent = { type: "link.parked", data: { code: failure.code, step } };
  return { link: change.link, events: [...change.events, told] };
}

/**
 * Parks a link that cannot go on by itself, with the reason and the status it goes on from. Its open
 * question is closed in the same write, so that no answer can fall in between.
 */
export const createPark =
  (links: Links): Activity<"park"> =>
  async (input) => {
    const link = await links.change(input.linkId, (row) => parked(row, input));
    return { decidedBefore: answered(link) };
  };
