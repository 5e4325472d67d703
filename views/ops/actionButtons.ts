import { caseActions, type CaseAction } from "../../domain/caseActions";
import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { actionName, takesAway } from "./actionWords";

const look = (action: CaseAction): string => (takesAway.includes(action) ? "risky" : "quiet");

/** Each leads to a page that says what will happen before anything does. */
export function actionButtons({ id }: Link, allowed: readonly string[]): Html {
  const shown = caseActions.filter((action) => allowed.includes(action));
  if (shown.length === 0)
    return html`<p class="acts soft">There is nothing that an operator can do here now.</p>`;
  return html`<nav class="acts" aria-label="Actions">
    ${shown.map(
      (action) =>
        html`<a class="button ${look(action)}" href="/ops/links/${id}/${action}"
          >${actionName[action]}</a
        > `,
    )}
  </nav>`;
}
