import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Links } from "../domain/storagePorts";
import { writebackToDo } from "../domain/writeback";

/** The checks could not be made: the link says so, and that a person has to do all of it. */
export const createLeaveWriteBackOpen =
  (links: Links): Activity<"leaveWriteBackOpen"> =>
  async ({ linkId }) => {
    const words = "The directory could not be checked for password write-back";
    const checks = [{ name: "checked", result: "unknown" as const, words }];
    const toDo = writebackToDo({ licensed: false, flag: false });
    await links.change(linkId, (link) =>
      link.writeback.state === "planned"
        ? withEvent(
            { ...link, writeback: { ...link.writeback, state: "actionNeeded", checks, toDo } },
            "writeback.unchecked",
          )
        : undefined,
    );
    return null;
  };
