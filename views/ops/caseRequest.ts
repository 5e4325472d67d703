import type { Link } from "../../domain/link";
import type { Caller } from "../../domain/ports";
import { roleNameOf } from "../../domain/roles";
import { accountKind, roleNames } from "../aboutLink";
import { askerWithDomain, quoted } from "../asker";
import { html, type Html, type Part } from "../html";
import { namedRows } from "../pages/facts";
import { timeOf } from "./times";

export const rows = (all: Parameters<typeof namedRows>[1]): Html => namedRows("rows", all);

const ticket = ({ request }: Link): Part =>
  request.ticket &&
  (request.ticket.url
    ? html`<a href="${request.ticket.url}" rel="noopener noreferrer">${request.ticket.id}</a>`
    : request.ticket.id);

const until = ({ request, until: known }: Link): Part =>
  request.accessUntil &&
  html`${timeOf(request.accessUntil)}
    <span class="soft"
      >${known ? (known.enforcedBy === "entra" ? "ended by Entra itself" : "we can only remind") : "not settled yet who ends it"}</span
    >`;

/** What the administrator took away from what was asked. */
const narrowed = ({ narrowedFrom }: Link): Part =>
  narrowedFrom &&
  html`Asked was:
  ${narrowedFrom.access.map(roleNameOf).join(", ")}${
    narrowedFrom.passwordWriteback && ", password write-back"
  }${narrowedFrom.until ? html`, until ${timeOf(narrowedFrom.until)}` : ", without an end date"}`;

const plan = ({ plan: made }: Link): Html =>
  made
    ? html`<h3>The plan</h3>
        <ol class="plan">
          ${made.steps.map(({ words }) => html`<li>${words}</li>`)}
        </ol>
        <p class="small">Plan hash <code>${made.hash}</code></p>`
    : html`<p class="soft">There is no plan yet: the directory is being looked up.</p>`;

/** What, for whom, why, who asked; and what that comes to, step by step. */
export function caseRequest({
  link,
  callers,
}: {
  readonly link: Link;
  readonly callers: readonly Caller[];
}): Html {
  const { request, administrator } = link;
  const caller = callers.find(({ id }) => id === link.callerId);
  const first = request.administrator.email;
  return html`${rows([
    ["Asked by", caller ? askerWithDomain(caller) : link.callerId],
    ["Why", quoted(request.reason)],
    ["Ticket", ticket(link)],
    [
      "Administrator",
      html`${administrator.email}
      ${administrator.email !== first && html`<span class="soft">first asked: ${first}</span>`}`,
    ],
    ["Account", html`${request.account.email} <span class="soft">${accountKind(link)}</span>`],
    ["Access", roleNames(link)],
    ["Until", until(link)],
    ["Write-back", request.passwordWriteback ? "asked for" : "not asked for"],
    ["Narrowed", narrowed(link)],
  ])}
  ${plan(link)}`;
}
