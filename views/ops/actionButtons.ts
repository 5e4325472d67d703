import { actions, type Action } from "../../domain/actions";
import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { actionName, takesAway } from "./actionWords";

/** What takes something away stands last. */
const order = [...actions.filter((action) => !takesAway.includes(action)), ...takesAway];

const look = (action: Action): string => (takesAway.includes(action) ? "risky" : "quiet");

/** Each leads to a page that says what will happen before anything does. */
export function actionButtons({ id }: Link, allowed: readonly Action[]): Html {
  const shown = order.filter((action) => allowed.includes(action));
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
