import { html, type Html } from "../../../views/html";
import type { Flow } from "./flow";

/** The form of every sign-in page: it says which flow and which step the pressed button answers. */
export function stepForm(flow: Flow, step: string, content: Html): Html {
  return html`<form method="post" action="/${flow.tenant.id}/login">
    <input type="hidden" name="flow" value="${flow.id}" />
    <input type="hidden" name="step" value="${step}" />
    ${content}
  </form>`;
}

/** The two buttons of a question. */
export function acceptOrCancel(accept: string): Html {
  return html`<button name="decision" value="accept">${accept}</button>
    <button name="decision" value="cancel">Cancel</button>`;
}
