import type { Code } from "../domain/errors";
import type { Refusal } from "../views/pages/refusal";
import { refusals } from "../views/pages/refusals";

const hasPage = (code: Code | Refusal): code is Refusal => Object.hasOwn(refusals, code);

/** Troubles that pass, under whatever name. */
const passing: readonly Code[] = [
  "graph_unavailable",
  "throttled_by_graph",
  "directory_unreachable",
  "keys_unavailable",
];

/** The page for a failure at Microsoft's side; what has none of its own is a sign-in that could not be finished. */
export function refusalFor(code: Code): Refusal {
  if (passing.includes(code)) return "try_again_later";
  return hasPage(code) ? code : "callback_refused";
}
