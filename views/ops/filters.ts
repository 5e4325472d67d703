import type { ListFilter } from "../../domain/listing";
import { statuses, waitingOns } from "../../domain/states";
import { html, type Html } from "../html";
import { csrfField, type Viewer } from "./opsFrame";
import { statusName, whoName } from "./words";

const option = (value: string, name: string, chosen: string | undefined): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${name}</option>`
    : html`<option value="${value}">${name}</option>`;

const selection = (
  { name, label }: { name: string; label: string },
  options: readonly (readonly [value: string, name: string])[],
  chosen: string | undefined,
): Html =>
  html`<p>
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${option("", "Any", chosen ?? "")}
      ${options.map(([value, words]) => option(value, words, chosen))}
    </select>
  </p>`;

/** An address is no filter of this form: it would stand in the browser's history and in request logs. */
export const filterForm = ({ status, waitingOn, ticket, directory }: ListFilter): Html =>
  html`<form method="get" action="/ops#all" class="filters" role="search" aria-label="Filter cases">
    ${selection(
      { name: "status", label: "Status" },
      statuses.map((one) => [one, statusName[one]]),
      status,
    )}
    ${selection(
      { name: "waitingOn", label: "Waits for" },
      waitingOns.map((one) => [one, whoName[one]]),
      waitingOn,
    )}
    <p>
      <label for="ticket">Ticket</label>
      <input id="ticket" name="ticket" type="text" maxlength="100" value="${ticket ?? ""}" />
    </p>
    <p>
      <label for="directory">Domain asked for</label>
      <input
        id="directory"
        name="directory"
        type="text"
        maxlength="253"
        value="${directory ?? ""}"
      />
    </p>
    <p class="go"><button>Filter</button> <a href="/ops#all">Clear</a></p>
  </form>`;

/** Of the administrator or the account. */
export const addressForm = (viewer: Viewer, address = ""): Html =>
  html`<form
    method="post"
    action="/ops/search"
    class="filters address"
    aria-label="Find an address"
  >
    ${csrfField(viewer)}
    <p>
      <label for="address">E-mail address of the administrator or the account</label>
      <input
        id="address"
        name="address"
        type="email"
        maxlength="254"
        required
        autocomplete="off"
        value="${address}"
      />
    </p>
    <p class="go"><button class="quiet">Find</button></p>
  </form>`;

/** The next page of the same filter. */
export function olderLink(filter: ListFilter, continuation: string): Html {
  const query = new URLSearchParams({ ...filter, after: continuation });
  return html`<a href="/ops?${query.toString()}#all" rel="next">Older</a>`;
}
