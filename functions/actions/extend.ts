import { whyNot } from "../../domain/actions";
import {
  daysExtended,
  isPastEnd,
  mostDaysExtended,
  wasJustExtended,
  withExtension,
  type Extension,
} from "../../domain/askingAgain";
import type { Link } from "../../domain/link";
import { withReason } from "../../domain/reasons";
import type { Wait } from "../../domain/wait";
import { extendedWait, isOver } from "../../domain/waits";
import { Problem } from "../api";
import { wake } from "../decideWait";
import { notInThisState, type Act } from "./action";

const wrongDays = (message: string): Problem =>
  new Problem(400, "invalid_request", {
    detail: "Correct the fields named in errors.",
    errors: [{ pointer: "/days", message }],
  });

/** The open question, if it takes so many days more. */
function extendable(link: Link, more: Extension): Wait {
  const { wait } = link;
  const objection = whyNot(link, "extend");
  if (!wait || objection !== undefined)
    throw notInThisState("extend", objection ?? "There is no open question.");
  if (isOver(wait, more.at))
    throw new Problem(409, "link_expired", { detail: "The time to answer is over." });
  const left = mostDaysExtended - daysExtended(wait);
  if (more.days > left) throw wrongDays(`may be at most ${String(left)} more for this question`);
  if (isPastEnd(link, extendedWait(link, wait, more)))
    throw wrongDays(
      `would leave somebody without their time to answer: the access is to end at ${String(link.request.accessUntil)}`,
    );
  return wait;
}

/**
 * Moves the deadline of the open question by some days, and its reminders with it. The run looks at
 * the row at the old deadline anyway; waking it lets it remind at the new times.
 */
export const extend: Act<{ days: number }> = async (ports, link, { by, reason, days, context }) => {
  const more = { by, days, at: ports.now() };
  const row = await ports.links.change(link.id, (before) => {
    if (wasJustExtended(before, more)) return undefined;
    const change = withExtension(before, extendable(before, more), more);
    return { ...change, link: withReason(change.link, { action: "extended", ...more, reason }) };
  });
  if (row.wait) await wake(ports, { link: row, n: row.wait.n }, context);
  return row;
};
