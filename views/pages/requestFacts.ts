import type { Link } from "../../domain/link";
import { accountKind, directoryDomain, directoryName } from "../aboutLink";
import { askerName, askerWithDomain, quoted, type Asker } from "../asker";
import { html, type Html } from "../html";
import { lasting, roleFact } from "../lasting";
import { timeElement } from "../readableTime";
import { facts } from "./facts";

function directory(link: Link): Html {
  const tenantId = link.directory?.tenantId;
  return html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}
    ${tenantId && html`<small>Tenant id ${tenantId}</small>`}`;
}

const passcode = html`<small
  >It may also prove itself by passcodes that are mailed to this address: whoever reads that mailbox
  could then use the role</small
>`;

function account(link: Link, caller: Asker): Html {
  const { email, name, homeTenantId, oneTimePasscode } = link.request.account;
  return html`<strong>${email}</strong>
    <small>${accountKind(link)}${homeTenantId && `, at home in tenant ${homeTenantId}`}</small>
    ${name && html`<small>${askerName(caller)} calls it ${quoted(name)}</small>`}
    ${oneTimePasscode && passcode}`;
}

function writeback({ request }: Link): string | undefined {
  if (!request.passwordWriteback) return undefined;
  const after = "What only a person can do comes as a list of steps by mail";
  return request.setWritebackFlag
    ? `The directory’s flag is set, of which Microsoft says that it is not in use; the rest is only checked. ${after}`
    : `Checked only; nothing is changed. ${after}`;
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
    ["Role", roleFact(link)],
    ["How long", lasting(link)],
    ["Password write-back", writeback(link)],
    ["Your answer until", link.wait && timeElement(link.wait.deadline)],
  ]);
