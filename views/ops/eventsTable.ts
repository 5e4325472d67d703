import { codes, type Code } from "../../domain/errors";
import type { StoredEvent } from "../../domain/link";
import { roleNameOf } from "../../domain/roles";
import { statuses } from "../../domain/states";
import { html, type Html } from "../html";
import { timeOf } from "./times";
import { statusName } from "./words";

/** Events in plain words; what is not here shows its type. */
const words: Readonly<Record<string, string>> = {
  "link.started": "The work began",
  "link.directoryFound": "Directory found",
  "link.planned": "Plan made",
  "link.settling": "Waits for the directory to copy something",
  "link.parked": "Parked",
  "link.undone": "Taken back",
  "link.cancelRequested": "Cancelling asked for",
  "preflight.done": "Looked before the first change",
  "mail.sent": "Mail sent",
  "consent.confirmed": "Consent proved",
  "account.found": "Account found in the directory",
  "account.invited": "Account invited",
  "account.confirmed": "Account proved who it is",
  "account.sessionsRevoked": "Sessions ended",
  "account.removed": "Guest removed",
  "account.kept": "Guest kept",
  "role.assigned": "Role given",
  "role.heldBefore": "Role was held before",
  "role.removed": "Role taken back",
  "writeback.checked": "Write-back looked at",
  "writeback.flag": "Write-back flag set",
  "access.ending": "End of access asked for",
  "access.ended": "Access ended",
  "decision.approved": "Answer: consented",
  "decision.confirmed": "Answer: account confirmed",
  "decision.signedIn": "Answer: signed in",
  "decision.declined": "Answer: declined",
  "decision.forwarded": "Passed on",
  "decision.notMe": "Answer: I am not the one",
  "decision.ownSubscription": "Answer: we manage it ourselves",
  "decision.expired": "The deadline passed",
  "decision.cancelled": "Cancelled",
  "decision.retry": "Tried again",
  "decision.renewed": "Signed in once more",
  "decision.signedOff": "Write-back signed off",
  "decision.agreedToEnd": "Answer: end it",
};

const inWords = (type: string): string => {
  const status = statuses.find((one) => type === `link.${one}`);
  return words[type] ?? (status ? statusName[status] : type);
};

const isCode = (value: unknown): value is Code =>
  typeof value === "string" && Object.hasOwn(codes, value);

/** A value as people read it: a code has its meaning beside it, a role its name. */
const readable = (name: string, value: string | number): string =>
  isCode(value)
    ? `${value} (${codes[value]})`
    : name === "role"
      ? roleNameOf(String(value))
      : String(value);

const detail = ({ data }: StoredEvent): Html[] =>
  Object.entries(data).flatMap(([name, value]) =>
    value === null
      ? []
      : [html`<span class="pair">${name} <code>${readable(name, value)}</code></span> `],
  );

const row = (event: StoredEvent): Html =>
  html`<tr>
    <td class="seq">${event.seq}</td>
    <td>${timeOf(event.time)}</td>
    <td>${inWords(event.type)} <code class="soft">${event.type}</code></td>
    <td>${detail(event)}</td>
  </tr>`;

/** Everything that the link told, newest first. */
export const eventsTable = (events: readonly StoredEvent[]): Html =>
  events.length === 0
    ? html`<p class="soft">None.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Events">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            ${[...events].reverse().map(row)}
          </tbody>
        </table>
      </div>`;
