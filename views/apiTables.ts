import { actions, rules, type Action } from "../domain/actions";
import { refusals, type Refusal } from "../domain/api/refusals";
import { deliveryCodes } from "../domain/delivery";
import { codes } from "../domain/errors";
import { eventTypeNames, eventTypes } from "../domain/events";
import { statuses, waitingFor, type Status } from "../domain/states";
import { parkingCodes } from "../domain/whatToDo";
import { code, markdownTable } from "./markdown";

/** The action where it is taken, with what else has to hold. */
function inState(action: Action, status: Status): string[] {
  const { allowedIn, where } = rules[action];
  if (!allowedIn.includes(status)) return [];
  const condition = where?.[status];
  return [code(action) + (condition ? ` (${condition})` : "")];
}

const actionsIn = (status: Status): string =>
  actions.flatMap((action) => inState(action, status)).join(", ") || "none";

/** Each status: whom it waits for, what happens next, and what can be done then. */
const stateTable = (): string =>
  markdownTable(
    ["status", "waits for", "what happens next", "actions"],
    statuses.map((status) => {
      const { on, next } = waitingFor(status);
      return [code(status), on, next, actionsIn(status)];
    }),
  );

const named = Object.keys(refusals) as Refusal[];

/** Each code that a call can be refused with. */
const errorTable = (): string =>
  markdownTable(
    ["code", "HTTP", "what it means", "what to do"],
    named.map((name) => {
      const { status, whatToDo } = refusals[name];
      return [code(name), String(status), codes[name], whatToDo];
    }),
  );

const fieldsOf = (type: (typeof eventTypeNames)[number]): string =>
  Object.keys(eventTypes[type].data.shape).map(code).join(", ") || "–";

/** Each type of event: what it means, and what its data has of its own. */
const eventTable = (): string =>
  markdownTable(
    ["type", "what happened", "data of its own"],
    eventTypeNames.map((type) => [code(type), eventTypes[type].meaning, fieldsOf(type)]),
  );

/** Why a post to a callback had no answer. */
const deliveryTable = (): string =>
  markdownTable(
    ["code", "what it means"],
    Object.entries(deliveryCodes).map(([name, meaning]) => [code(name), meaning]),
  );

/** Each code that a link can be parked with, for whoever operates the service. */
const parkedTable = (): string =>
  markdownTable(
    ["code", "what it means", "what to do"],
    parkingCodes.map(([name, whatToDo]) => [code(name), codes[name], whatToDo]),
  );

const tables: Readonly<Record<string, () => string>> = {
  states: stateTable,
  events: eventTable,
  deliveries: deliveryTable,
  errors: errorTable,
  parked: parkedTable,
};

/** The text with its tables as they are now: each between two comments that name it. */
export const withTables = (text: string): string =>
  Object.entries(tables).reduce(
    (filled, [name, table]) =>
      filled.replace(
        new RegExp(`(<!-- ${name}: made by npm run docs -->)[^]*?(<!-- end of ${name} -->)`),
        (_whole, begin: string, end: string) => `${begin}\n\n${table()}\n\n${end}`,
      ),
    text,
  );
