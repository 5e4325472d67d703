import { moved, refuseCancelled, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { makeMailedToken, type Reader } from "../domain/mailedToken";
import type { Link } from "../domain/link";
import type { WaitKind } from "../domain/wait";
import type { Keys } from "../domain/ports";
import type { Status } from "../domain/states";
import type { Links } from "../domain/storagePorts";
import { closeWait, findWait, newWait, type Question } from "../domain/waits";

const statusOf: Readonly<Record<WaitKind, Status>> = {
  consent: "awaitingConsent",
  confirmation: "awaitingConfirmation",
  signIn: "awaitingSignIn",
  administrator: "awaitingAdministrator",
  operator: "needsOperator",
  writeback: "awaitingWriteback",
  end: "ending",
};

/** Once the steps are with people, write-back waits for one of them. */
const withPerson = (link: Link): Link => ({
  ...link,
  writeback: { ...link.writeback, state: "awaitingPerson" },
});

/** Opens wait `n` in the row, before any mail about it goes out. A wait still open is closed by it. */
function opened(link: Link, question: Question): Change | undefined {
  if (findWait(link, question.n)) return undefined;
  refuseCancelled(link);
  const wait = newWait(link, question);
  const closed = { ...closeWait(link), wait };
  const asked = question.what === "writeback" ? withPerson(closed) : closed;
  const change = moved(asked, statusOf[question.what], question.now);
  const until = wait.deadline;
  return {
    ...change,
    events: change.events.map((event) => ({ ...event, data: { ...event.data, until } })),
  };
}

export const createOpenWait =
  (links: Links, keys: Pick<Keys, "mac" | "sha256" | "currentKid">): Activity<"openWait"> =>
  async ({ linkId, n, what, now }) => {
    const kid = keys.currentKid();
    const hashFor = (reader: Reader) =>
      keys.sha256(makeMailedToken(keys, linkId, { n, kid, reader }));
    const tokenHash = hashFor("administrator");
    const accountTokenHash = what === "writeback" ? hashFor("account") : null;
    const question = { n, what, now, tokenHash, accountTokenHash, kid };
    await links.change(linkId, (link) => opened(link, question));
    return null;
  };
