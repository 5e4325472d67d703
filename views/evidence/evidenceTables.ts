import type { Evidence } from "../../domain/evidence";
import { html, type Html, type Part } from "../html";
import { orErased, shortTime } from "./evidenceWords";

/** A table that scrolls by itself on a narrow screen and breaks over pages when printed. */
const table = (head: readonly string[], rows: readonly (readonly Part[])[], none: string): Html =>
  rows.length === 0
    ? html`<p>${none}</p>`
    : html`<div class="table" tabindex="0" role="region" aria-label="${head.join(", ")}">
        <table>
          <thead>
            <tr>
              ${head.map((title) => html`<th scope="col">${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (cells) =>
                html`<tr>
                  ${cells.map((cell) => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;

const dataWords = (data: Evidence["timeline"][number]["data"]): string =>
  Object.entries(data)
    .filter(([name, value]) => name !== "by" && value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");

export const timelineTable = ({ timeline }: Evidence): Html =>
  table(
    ["No.", "When", "What", "Who", "Details"],
    timeline.map(({ seq, time, type, by, data }) => [
      seq,
      shortTime(time),
      type,
      by ?? "",
      dataWords(data),
    ]),
    "Nothing yet.",
  );

type Answer = NonNullable<Evidence["questions"][number]["decision"]>;

const whoWords = ({ by, person, account }: Answer): string =>
  [
    by,
    ...(person ? [orErased(person.name), person.objectId] : []),
    ...(account ? [account.objectId] : []),
  ].join(", ");

export const peopleTable = ({ people }: Evidence): Html =>
  table(
    ["Asked", "Address", "When", "By"],
    people.asked.map(({ name, email, at, by }) => [name ?? "", orErased(email), shortTime(at), by]),
    "Nobody was asked.",
  );

export const questionsTable = ({ questions }: Evidence): Html =>
  table(
    ["Question", "Open from", "Until", "Answer", "Who", "Said"],
    questions.map(({ what, openedAt, deadline, decision }) => [
      what,
      shortTime(openedAt),
      shortTime(deadline),
      decision ? `${decision.type}, ${shortTime(decision.at)}` : "none",
      decision && whoWords(decision),
      decision?.reason && `“${decision.reason}”`,
    ]),
    "Nobody was asked.",
  );

export const mailsTable = ({ mails }: Evidence): Html =>
  table(
    ["Mail", "To", "When", "Went out"],
    mails.map(({ mail, to, at, sent }) => [mail, to, shortTime(at), sent ? "yes" : "refused"]),
    "No mail went out.",
  );

export const callsTable = ({ calls }: Evidence): Html =>
  table(
    ["When", "Step", "Call", "Answer", "Request id"],
    calls.map(({ at, step, method, path, status, requestId }) => [
      shortTime(at),
      step,
      `${method} ${path}`,
      status,
      requestId,
    ]),
    "No call is recorded.",
  );
