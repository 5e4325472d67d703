import type { Link } from "../../domain/link";
import { decideOpen, requireMay, saidBy, type Act } from "./action";

/** An operator's question was answered so, and the link was not parked again since. */
function tookEffect({ wait, pastWaits, parked }: Link): boolean {
  const last = [...pastWaits, ...(wait ? [wait] : [])].findLast(({ what }) => what === "operator");
  const { decision } = last ?? {};
  if (decision?.type !== "retry" || decision.to) return false;
  return parked === null || parked.at <= decision.at;
}

/** A parked link takes the step that failed once more. */
export const retry: Act = async (ports, link, call) => {
  if (tookEffect(link)) return link;
  requireMay(link, "retry");
  const decision = { type: "retry" as const, ...saidBy(ports, call) };
  return decideOpen(ports, link, { decision, context: call.context });
};
