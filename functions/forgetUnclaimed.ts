import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import type { FollowUp, FollowUps, Links } from "../domain/storagePorts";

interface Ports {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly sessions: Pick<Sessions, "forget">;
}

/** The sessions that a link works with, or will once its answer is taken up. */
const claimed = ({ consent, ending, wait }: Link): (string | undefined)[] => [
  consent?.sessionId,
  ending?.proof?.sessionId,
  wait?.decision?.consent?.sessionId,
];

/** Deletes a session that a crash left behind between sealing it and the decision it was made for. */
export async function forgetUnclaimed(
  { links, followUps, sessions }: Ports,
  _sweeping: unknown,
  due: FollowUp,
): Promise<void> {
  const link = await links.read(due.linkId);
  if (!link || !claimed(link).includes(due.detail)) await sessions.forget(due.linkId, due.detail);
  await followUps.done(due);
}
