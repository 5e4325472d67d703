import { mayDo } from "../../domain/actions";
import type { Change } from "../../domain/changes";
import type { Link } from "../../domain/link";
import { withReason } from "../../domain/reasons";
import { decideWait } from "../decideWait";
import { asItIs, requireMay, saidBy, type Act, type ActionCall, type ActionPorts } from "./action";

const isCancelled = (link: Link): boolean =>
  link.outcome === "cancelled" ||
  link.cancelRequested !== null ||
  link.pastWaits.some((wait) => wait.decision?.type === "cancelled") ||
  link.wait?.decision?.type === "cancelled";

const isOpen = ({ wait }: Link): boolean => wait !== null && wait.decision === null;

/** Between two waits: noted in the row and read before the next step. An open wait is left to `decide`. */
const requested =
  (ports: ActionPorts, { by, reason }: ActionCall) =>
  (row: Link): Change | undefined => {
    if (isOpen(row) || !mayDo(row, "cancel")) return undefined;
    const at = ports.now();
    const said = withReason(row, { action: "cancelled", by, at, reason });
    return {
      link: { ...said, cancelRequested: { by, at } },
      events: [{ type: "link.cancelRequested", data: { by } }],
    };
  };

/** A wait may open or close while we look; a few rounds settle which of the two ways it is. */
const rounds = 4;

/** What was done so far is taken back; repeating it answers the same. */
export const cancel: Act = async (ports, link, call) => {
  let row = link;
  for (let round = 0; round < rounds && !isCancelled(row); round++) {
    requireMay(row, "cancel");
    if (row.wait && isOpen(row)) {
      const decision = { type: "cancelled" as const, ...saidBy(ports, call) };
      await decideWait(ports, { linkId: row.id, n: row.wait.n, decision }, call.context);
      row = await asItIs(ports, row);
    } else row = await ports.links.change(row.id, requested(ports, call));
  }
  return row;
};
