import { mayDo } from "../../domain/actions";
import { decideOpen, notInThisState, saidBy, type Act } from "./action";

/** A parked link takes the step that failed once more. */
export const retry: Act = async (ports, link, call) => {
  const { wait } = link;
  if (wait?.what === "operator" && wait.decision?.type === "retry") return link;
  if (!mayDo(link, "retry"))
    throw notInThisState("retry", `A link that is ${link.status} has nothing to retry.`);
  const decision = { type: "retry" as const, ...saidBy(ports, call) };
  return decideOpen(ports, link, { decision, context: call.context });
};
