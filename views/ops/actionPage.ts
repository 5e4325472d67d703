import { mostReason, takesReason } from "../../domain/actionBodies";
import type { Action } from "../../domain/actions";
import { mostDaysAtOnce } from "../../domain/askingAgain";
import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { html, type Html } from "../html";
import { effectsOf } from "./actionEffects";
import { actionName, takesAway } from "./actionWords";
import { rows } from "./caseRequest";
import { csrfField, opsPage, type Viewer } from "./opsFrame";

/** What stood in the form, to be shown again where it was not taken. */
export interface ActionValues {
  readonly reason?: string | undefined;
  readonly days?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

export interface ActionView {
  readonly viewer: Viewer;
  readonly link: Link;
  readonly action: Action;
  readonly values: ActionValues;
  /** By field, what to correct. */
  readonly wrong: Readonly<Partial<Record<keyof ActionValues, string>>>;
}

interface Field {
  readonly name: keyof ActionValues;
  readonly label: string;
  readonly hint?: string;
  readonly type: "text" | "email" | "number";
  readonly isRequired: boolean;
  readonly max: number;
}

const yesNo = (is: boolean): string => (is ? "true" : "false");

function control({ name, type, isRequired, max }: Field, value: string, about: string): Html {
  const limits = type === "number" ? html`min="1" max="${max}" step="1"` : html`maxlength="${max}"`;
  return html`<input
    id="field-${name}"
    name="${name}"
    type="${type}"
    ${limits}
    value="${value}"
    autocomplete="off"
    aria-describedby="${about}"
    aria-invalid="${yesNo(about.includes("wrong-"))}"
    aria-required="${yesNo(isRequired)}"
  />`;
}

function field(one: Field, { values, wrong }: ActionView): Html {
  const { name, label, hint } = one;
  const problem = wrong[name];
  const about = [problem && `wrong-${name}`, hint && `hint-${name}`].filter(Boolean).join(" ");
  return html`<p class="field">
    <label for="field-${name}">${label}</label>
    ${hint && html`<span class="hint" id="hint-${name}">${hint}</span>`}
    ${problem && html`<strong class="problem" id="wrong-${name}">${problem}</strong>`}
    ${control(one, values[name] ?? "", about)}
  </p>`;
}

const extra: Partial<Readonly<Record<Action, readonly Field[]>>> = {
  extend: [
    {
      name: "days",
      label: "Days more",
      hint: `1 to ${String(mostDaysAtOnce)}.`,
      type: "number",
      isRequired: true,
      max: mostDaysAtOnce,
    },
  ],
  administrator: [
    { name: "email", label: "Their e-mail address", type: "email", isRequired: true, max: 254 },
    {
      name: "name",
      label: "Their name (may be left out)",
      type: "text",
      isRequired: false,
      max: 200,
    },
  ],
};

const reason: Field = {
  name: "reason",
  label: "Why do you do this?",
  hint: `At most ${String(mostReason)} characters. It stays with the case, together with who you are.`,
  type: "text",
  isRequired: true,
  max: mostReason,
};

const form = (view: ActionView): Html => {
  const { action, link, viewer } = view;
  const back = `/ops/links/${link.id}`;
  return html`<form method="post" action="${back}/${action}" class="act" novalidate>
    ${csrfField(viewer)} ${(extra[action] ?? []).map((one) => field(one, view))}
    ${takesReason(action) && field(reason, view)}
    <p class="go">
      <button class="${takesAway.includes(action) ? "danger" : ""}">${actionName[action]}</button>
      <a class="button quiet" href="${back}">Leave it as it is</a>
    </p>
  </form>`;
};

const corrections = ({ wrong }: ActionView): Html | undefined => {
  const fields = Object.entries(wrong);
  if (fields.length === 0) return undefined;
  return html`<div class="warning" role="alert">
    <p><strong>Nothing was done yet.</strong> Please correct:</p>
    <ul>
      ${fields.map(([name, words]) => html`<li><a href="#field-${name}">${words}</a></li>`)}
    </ul>
  </div>`;
};

/** What will happen, before it does. */
export function actionPage(view: ActionView): string {
  const { action, link } = view;
  const { happens, mails, forGood } = effectsOf(action, link);
  return opsPage({
    title: `${actionName[action]}?`,
    viewer: view.viewer,
    crumb: html`<a href="/ops">All cases</a> ›
      <a href="/ops/links/${link.id}">${directoryName(link)}</a>`,
    body: html`<div class="narrow">
      ${corrections(view)}
      ${rows([
        ["What happens", happens],
        ["Mails", mails],
        ["For good", forGood],
        [
          "Case",
          `${directoryName(link)} (${link.request.directory}), for ${link.request.account.email}`,
        ],
      ])}
      ${form(view)}
    </div>`,
  });
}
