import type { SandboxContext } from "../context";
import type { Mail } from "../facts";
import { html, type Html } from "../../../views/html";
import type { Answer, Route } from "../http/answer";
import { page } from "../page";
import { linksOf } from "./linksOf";

/** Mailboxes to click through: the list of them, one of them, one mail. */
export function mailboxRoutes(context: SandboxContext): Route[] {
  return [
    { method: "GET", path: "/mail", handle: () => mailboxes(context) },
    {
      method: "GET",
      path: "/mail/{address}",
      handle: (_request, { address = "" }) => mailbox(context, address),
    },
    {
      method: "GET",
      path: "/mail/{address}/{id}",
      handle: (_request, { address = "", id = "" }) => oneMail(context, address, id),
    },
  ];
}

/** The mails of one address, newest last; of all addresses without one. */
export function mailsTo(context: SandboxContext, address?: string): Mail[] {
  const wanted = address?.toLowerCase();
  return context.facts.mails.filter(
    (mail) => wanted === undefined || mail.to.some((to) => to.toLowerCase() === wanted),
  );
}

function mailboxes(context: SandboxContext): Answer {
  const addresses = new Set([
    ...context.facts.people.map((person) => person.address),
    ...context.facts.mails.flatMap((mail) => mail.to),
  ]);
  const rows = [...addresses].map(
    (address) =>
      html`<li>
        <a href="${mailPath(address)}">${address}</a> (${mailsTo(context, address).length})
      </li>`,
  );
  return page({
    title: "Mailboxes",
    body: html`<ul>
      ${rows}
    </ul>`,
  });
}

function mailbox(context: SandboxContext, address: string): Answer {
  const mails = mailsTo(context, address).reverse();
  const rows = mails.map(
    (mail) =>
      html`<tr>
        <td>${mail.at}</td>
        <td>${mail.from}</td>
        <td><a href="${mailPath(address, mail.id)}">${mail.subject}</a></td>
      </tr>`,
  );
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">Time</th>
        <th scope="col">From</th>
        <th scope="col">Subject</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  const body = html`${mails.length > 0 ? table : html`<p>No mail yet.</p>`}
    <p><a href="/mail">All mailboxes</a></p>`;
  return page({ title: `Mail for ${address}`, body });
}

function oneMail(context: SandboxContext, address: string, id: string): Answer {
  const mail = mailsTo(context, address).find((one) => one.id === id);
  if (!mail)
    return page({
      title: "No such mail",
      body: html`<p><a href="/mail">All mailboxes</a></p>`,
      status: 404,
    });
  const body = html`<dl>
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>To</dt>
      <dd>${mail.to.join(", ")}</dd>
      <dt>Time</dt>
      <dd>${mail.at}</dd>
    </dl>
    ${content(mail)} ${links(mail)}
    <p><a href="${mailPath(address)}">All mail for ${address}</a></p>`;
  return page({ title: mail.subject, body });
}

/** The mail's own HTML stays in a frame without scripts; its links open in the whole window. */
function content(mail: Mail): Html {
  if (mail.contentType === "text") return html`<pre>${mail.content}</pre>`;
  const framed = `<base target="_top">${mail.content}`;
  return html`<iframe
    title="The mail"
    sandbox="allow-top-navigation-by-user-activation"
    srcdoc="${framed}"
  ></iframe>`;
}

function links(mail: Mail): Html | undefined {
  const found = linksOf(mail);
  if (found.length === 0) return undefined;
  const items = found.map(
    (link) => html`<li><a href="${link.url}" data-mail-link>${link.text}</a></li>`,
  );
  return html`<h2>Links in this mail</h2>
    <ul>
      ${items}
    </ul>`;
}

function mailPath(address: string, id?: string): string {
  return `/mail/${encodeURIComponent(address)}${id === undefined ? "" : `/${id}`}`;
}
