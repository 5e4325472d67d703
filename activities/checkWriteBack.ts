import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Link } from "../domain/link";
import type { Check } from "../domain/linkParts";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import { isStale } from "../domain/preflight";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { writebackToDo } from "../domain/writeback";
import { loadForStep } from "./loadForStep";

type Seen = Pick<Link["writeback"], "state" | "checks" | "toDo">;

const check = (name: string, isTrue: boolean, [yes, no]: [yes: string, no: string]): Check => ({
  name,
  result: isTrue ? "yes" : "no",
  words: isTrue ? yes : no,
});

/** Said instead of asking for one more permission. */
const notLookedAt: Check = {
  name: "sspr",
  result: "unknown",
  words:
    "Whether people may reset their passwords themselves was not looked at: that needs the permission AuditLog.Read.All, which is not part of this request",
};

const notSynchronised: Check = {
  name: "synchronised",
  result: "no",
  words: "The directory is not synchronised from on premises, so there is nothing to write back to",
};

function synchronised(lastSyncAt: string | null, now: string): Check[] {
  const last = lastSyncAt
    ? `, last at ${lastSyncAt.slice(0, 16).replace("T", " ")} UTC`
    : ", but it does not say when the last time was";
  return [
    check("synchronised", true, [`The directory is synchronised from on premises${last}`, ""]),
    check("syncRecent", lastSyncAt !== null && !isStale(lastSyncAt, now), [
      "The last synchronisation is less than three hours old",
      "The last synchronisation is more than three hours old or unknown; usual is every 30 minutes",
    ]),
  ];
}

/** A flag that this request set itself says nothing of the server. */
const isOurOwn = ({ flag }: Link["writeback"]): boolean =>
  flag?.before === false && flag.answer === "accepted";

const flagCheck = (flag: boolean, before: Link["writeback"]): Check =>
  flag && isOurOwn(before)
    ? {
        name: "flag",
        result: "unknown",
        words:
          "The directory's flag reads enabled because this request set it, which says nothing of the Connect server",
      }
    : check("flag", flag, [
        "The directory reports password write-back as enabled on the Connect server",
        "The directory does not report password write-back as enabled",
      ]);

async function look(directory: Directory, link: Link, now: string): Promise<Seen> {
  const sync = await directory.syncState();
  if (!sync.synchronised) return { state: "notApplicable", checks: [notSynchronised], toDo: [] };
  const { premium: licensed } = await directory.licences();
  const flag = await directory.writebackFlag();
  const seen = flagCheck(flag, link.writeback);
  const checks = [
    ...synchronised(sync.lastSyncAt, now),
    check("licensed", licensed, [
      "A licence with Entra ID P1 or P2 is there",
      "No licence with Entra ID P1 or P2 was found",
    ]),
    seen,
    notLookedAt,
  ];
  return {
    state: "actionNeeded",
    checks,
    toDo: writebackToDo({ licensed, flag: seen.result === "yes" }),
  };
}

/** What a person said stands, whatever a later look sees. */
const merged = (before: Link["writeback"], seen: Seen): Link["writeback"] => ({
  ...before,
  ...seen,
  state: before.signedOff ? before.state : seen.state,
});

/** Looks at everything Graph can tell of password write-back; changes nothing and never calls it done. */
export const createCheckWriteBack =
  (links: Links, sessions: Sessions, now: Clock): Activity<"checkWriteBack"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    if (!link.request.passwordWriteback) return { isOpen: false };
    const seen = await look(await sessions.open(link), link, now());
    await links.change(linkId, (row) =>
      withEvent({ ...row, writeback: merged(row.writeback, seen) }, "writeback.checked", {
        state: seen.state,
      }),
    );
    return { isOpen: seen.state === "actionNeeded" };
  };
