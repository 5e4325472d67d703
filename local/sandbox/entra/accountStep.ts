import type { Answer } from "../http/answer";
import { html } from "../../../views/html";
import { page } from "../page";
import type { Person } from "../facts";
import type { Flow, FlowTurn } from "./flow";
import { stepForm } from "./stepForm";

/** Finds out who signs in: by the page of people, or by the session of this browser. */
export function accountStep(turn: FlowTurn): Answer | undefined {
  const { flow, pressed, context } = turn;
  const people = context.facts.people;
  if (pressed?.step === "account") {
    flow.personId = people.find((person) => person.id === pressed.value)?.id ?? null;
    // Somebody else is to sign in: the session of this browser is not asked.
    if (flow.personId === null) return accountPage(flow, people);
  }
  flow.personId ??= fromSession(turn);
  return flow.personId === null ? accountPage(flow, people) : undefined;
}

function fromSession({ flow, context, sessionPersonId }: FlowTurn): string | null {
  const person = context.facts.people.find((one) => one.id === sessionPersonId);
  const { prompt, loginHint } = flow.request;
  if (!person || prompt === "login" || prompt === "select_account") return null;
  return loginHint === null || isHinted(person, flow) ? person.id : null;
}

function isHinted(person: Person, flow: Flow): boolean {
  return person.address.toLowerCase() === flow.request.loginHint?.toLowerCase();
}

function accountPage(flow: Flow, people: readonly Person[]): Answer {
  const hintedFirst = [...people].sort(
    (a, b) => Number(isHinted(b, flow)) - Number(isHinted(a, flow)),
  );
  const buttons = hintedFirst.map(
    (person) =>
      html`<button
        class="wide"
        name="value"
        value="${person.id}"
        data-person="${person.id}"
        ${isHinted(person, flow) ? html` data-hinted="true"` : undefined}
      >
        ${person.name}, ${person.address}${isHinted(person, flow) ? " (suggested)" : ""}<br />
        <span class="note">${person.about}</span>
      </button>`,
  );
  const body = html`<p>to sign in to <strong>${flow.tenant.displayName}</strong></p>
    ${stepForm(flow, "account", html`${buttons}`)}
    <p class="note">A real sign-in asks for a password and a second factor here.</p>`;
  return page({ title: "Pick an account", body });
}
