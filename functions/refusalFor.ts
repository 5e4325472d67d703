import type { Code } from "../domain/errors";
import type { Refusal } from "../views/pages/refusal";
import { refusals } from "../views/pages/refusals";

const hasPage = (code: Code | Refusal): code is Refusal => Object.hasOwn(refusals, code);

/** The page for a failure at Microsoft's side; what has none of its own is a sign-in that could not be finished. */
export const refusalFor = (code: Code): Refusal => (hasPage(code) ? code : "callback_refused");
