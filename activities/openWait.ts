import { moved, refuseCancelled, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { makeMailedToken } from "../domain/mailedToken";
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
};

/** Opens wait `n` in the row, before any mail about it goes out. A wait still open is closed by it. */
function opened(link: Link, question: Question): Change | undefined {
  if (findWait(link, question.n)) return undefined;
  refuseCancelled(link);
  const wait = newWait(link, question);
  return moved({ ...closeWait(link), wait }, statusOf[question.what], question.now);
}

export const createOpenWait =
  (links: Links, keys: Pick<Keys, "mac" | "sha256" | "currentKid">): Activity<"openWait"> =>
  async ({ linkId, n, what, now }) => {
    const kid = keys.currentKid();
    const tokenHash = keys.sha256(makeMailedToken(keys, linkId, { n, kid }));
    await links.change(linkId, (link) => opened(link, { n, what, now, tokenHash, kid }));
    return null;
  };
