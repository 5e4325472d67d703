import { html, type Html } from "../../views/html";
import type { FieldName, Fields, Refusal } from "./ticketForm";

const labels: Readonly<Record<FieldName, string>> = {
  ticket: "Ticket",
  directory: "Directory (a domain of it)",
  administrator: "Administrator's address",
  account: "Outside account",
  kind: "Kind of account",
  access: "Access",
  assignment: "How the roles are given",
  until: "Access until (optional; more than four weeks ahead)",
  writeback: "Password write-back too: the link then waits until somebody signs it off",
  reason: "Reason",
};

const choices: Readonly<Partial<Record<FieldName, readonly (readonly [string, string])[]>>> = {
  kind: [
    ["any", "any"],
    ["microsoft", "personal Microsoft account"],
    ["work", "work or school account"],
  ],
  access: [
    ["full", "full: Global Administrator"],
    ["passwordWriteback", "password write-back: the two least roles for it"],
  ],
  assignment: [
    ["active", "active at once"],
    ["eligible", "eligible: to be activated when needed (the directory needs Entra ID P2)"],
  ],
};

interface FormValues {
  readonly fields: Fields;
  readonly refusal?: Refusal | undefined;
}

/** The ticketing system's form, with what was typed and, after a refusal, what is wrong with it. */
export const ticketForm = (values: FormValues): Html =>
  html`<form method="post" action="/portal/links" novalidate>
    ${(["directory", "administrator", "account"] as const).map((name) => textField(name, values))}
    ${(["kind", "access", "assignment"] as const).map((name) => choiceField(name, values))}
    ${textField("until", values)} ${tick(values)}
    ${(["reason", "ticket"] as const).map((name) => textField(name, values))}
    <button class="main" type="submit">Ask for the link</button>
  </form>`;

const textField = (name: FieldName, { fields, refusal }: FormValues): Html => {
  const wrong = refusal?.byField[name];
  const common = html`type="${name === "until" ? "date" : "text"}" id="${name}" name="${name}"
  value="${fields[name]}" autocomplete="off" spellcheck="false"`;
  const input = wrong
    ? html`<input ${common} aria-invalid="true" aria-describedby="${name}-wrong" />`
    : html`<input ${common} />`;
  return html`<label for="${name}">${labels[name]}</label>${input}${wrongWords(name, wrong)}`;
};

function choiceField(name: FieldName, { fields, refusal }: FormValues): Html {
  const options = (choices[name] ?? []).map(([value, words]) =>
    value === fields[name]
      ? html`<option value="${value}" selected>${words}</option>`
      : html`<option value="${value}">${words}</option>`,
  );
  return html`<label for="${name}">${labels[name]}</label
    ><select id="${name}" name="${name}">
      ${options}</select
    >${wrongWords(name, refusal?.byField[name])}`;
}

const tick = ({ fields }: FormValues): Html => {
  const box =
    fields.writeback === "yes"
      ? html`<input type="checkbox" name="writeback" value="yes" checked />`
      : html`<input type="checkbox" name="writeback" value="yes" />`;
  return html`<label class="tick">${box} ${labels.writeback}</label>`;
};

const wrongWords = (name: FieldName, wrong: string | undefined): Html | undefined =>
  wrong === undefined ? undefined : html`<p class="wrong" id="${name}-wrong">${wrong}</p>`;

/** The refusal as a whole, each named field a link to its place in the form. */
export function refusalBox(refusal: Refusal): Html {
  const named = Object.entries(refusal.byField) as [FieldName, string][];
  const items = [
    ...named.map(
      ([name, words]) =>
        html`<li><a href="/#${name}" data-field>${labels[name]}</a>: ${words}</li>`,
    ),
    ...refusal.others.map((words) => html`<li>${words}</li>`),
  ];
  return html`<section class="alert" role="alert">
    <h2>The app did not take the request</h2>
    <p>
      ${refusal.detail || refusal.title}
      <span class="quiet">(${refusal.title}; HTTP status ${refusal.status})</span>
    </p>
    ${
      refusal.openLinkId &&
      html`<p><a href="/portal/links/${refusal.openLinkId}">The link that is open</a></p>`
    }
    <ul>
      ${items}
    </ul>
  </section>`;
}
