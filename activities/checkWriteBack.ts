import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Check, Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { writebackToDo } from "../domain/writeback";
import { loadForStep } from "./loadForStep";

const yesNo = (value: boolean): Check["result"] => (value ? "yes" : "no");

async function look(directory: Directory): Promise<Link["writeback"]> {
  const sync = await directory.syncState();
  const since = sync.lastSyncAt
    ? `, last at ${sync.lastSyncAt.slice(0, 16).replace("T", " ")} UTC`
    : "";
  const synchronised: Check = {
    name: "synchronised",
    result: yesNo(sync.synchronised),
    words: sync.synchronised
      ? `The directory is synchronised from on premises${since}`
      : "The directory is not synchronised from on premises, so there is nothing to write back to",
  };
  if (!sync.synchronised) return { state: "notApplicable", checks: [synchronised], toDo: [] };
  const licensed = await directory.hasWritebackLicence();
  const flag = await directory.writebackFlag();
  const checks: Check[] = [
    synchronised,
    {
      name: "licensed",
      result: yesNo(licensed),
      words: licensed
        ? "A licence with Entra ID P1 or P2 is there"
        : "No licence with Entra ID P1 or P2 was found",
    },
    {
      name: "flag",
      result: yesNo(flag),
      words: flag
        ? "The directory reports password write-back as enabled on the Connect server"
        : "The directory does not report password write-back as enabled",
    },
  ];
  return { state: "actionNeeded", checks, toDo: writebackToDo({ licensed, flag }) };
}

/** Looks at everything Graph can tell of password write-back; changes nothing and never calls it done. */
export const createCheckWriteBack =
  (links: Links, sessions: Sessions): Activity<"checkWriteBack"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const writeback = await look(await sessions.open(link));
    await links.change(linkId, (row) =>
      withEvent({ ...row, writeback }, "writeback.checked", { state: writeback.state }),
    );
    return null;
  };
