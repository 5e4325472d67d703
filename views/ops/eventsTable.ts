import { codes, type Code } from "../../domain/errors";
import { eventTypes, type EventType } from "../../domain/events";
import type { StoredEvent } from "../../domain/link";
import { roleNameOf } from "../../domain/roles";
import { html, type Html } from "../html";
import { timeOf } from "./times";

const isKnown = (type: string): type is EventType => Object.hasOwn(eventTypes, type);

/** Without the half that explains the data, which stand beside it; one of a later version shows its type. */
const inWords = (type: string): string =>
  isKnown(type) ? (eventTypes[type].meaning.split("; `")[0] ?? type) : type;

const isCode = (value: unknown): value is Code =>
  typeof value === "string" && Object.hasOwn(codes, value);

/** A value as people read it: a code has its meaning beside it, a role its name. */
const readable = (name: string, value: string | number): string =>
  isCode(value)
    ? `${value} (${codes[value]})`
    : name === "templateId"
      ? roleNameOf(String(value))
      : String(value);
const nameOf = (name: string): string => (name === "templateId" ? "role" : name);

const detail = ({ data }: StoredEvent): Html[] =>
  Object.entries(data).flatMap(([name, value]) =>
    value === null
      ? []
      : [html`<span class="pair">${nameOf(name)} <code>${readable(name, value)}</code></span> `],
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
