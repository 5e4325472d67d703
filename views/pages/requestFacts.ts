import type { Link } from "../../domain/link";
import { accountKind, directoryDomain, directoryName, roleNames } from "../aboutLink";
import { askerName, askerWithDomain, quoted, type Asker } from "../asker";
import { html, type Html } from "../html";
import { timeElement } from "../readableTime";
import { facts } from "./facts";

function directory(link: Link): Html {
  const tenantId = link.directory?.tenantId;
  return html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}
    ${tenantId && html`<small>Tenant id ${tenantId}</small>`}`;
}

function account(link: Link, caller: Asker): Html {
  const { email, name, homeTenantId } = link.request.account;
  return html`<strong>${email}</strong>
    <small>${accountKind(link)}${homeTenantId && `, at home in tenant ${homeTenantId}`}</small>
    ${name && html`<small>${askerName(caller)} calls it ${quoted(name)}</small>`}`;
}

/** Who asks for what: what the administrator has to weigh, in one place. */
export const requestFacts = (link: Link, caller: Asker): Html =>
  facts([
    ["Who asks", askerWithDomain(caller)],
    [
      "Why",
      html`<blockquote>${quoted(link.request.reason)}</blockquote>
        <small>In the words of ${askerName(caller)}</small>`,
    ],
    ["Ticket", link.request.ticket?.id],
    ["Directory", directory(link)],
    ["Outside account", account(link, caller)],
    ["Role", roleNames(link)],
    ["Password write-back", link.request.passwordWriteback && "Checked only; nothing is changed"],
    ["Your answer until", link.wait && timeElement(link.wait.deadline)],
  ]);
