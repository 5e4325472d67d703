import type { LinkView } from "../../domain/linkView";
import { html, type Html } from "../../views/html";
import { momentWords } from "../timeline/storyTime";
import type { TicketNow } from "./ticketList";

const mailbox = (address: string | null): Html =>
  html`<a href="/mail/${encodeURIComponent(address ?? "")}">mailbox of ${address}</a>`;

/** What whoever plays the people does next, with the way there. */
export function nextStep(link: LinkView | undefined): Html {
  if (!link) return html`The app does not answer right now.`;
  if (link.status === "awaitingWriteback")
    return html`Open the ${mailbox(link.account.email)} or the ${mailbox(link.administrator.email)},
    follow the steps and sign them off.`;
  switch (link.waitingOn) {
    case "administrator":
      return html`Open the ${mailbox(link.administrator.email)} and follow the link.`;
    case "account":
      return html`Open the ${mailbox(link.account.email)} and follow the link.`;
    case "directory":
      return html`${link.nextAction}. If it takes long, move the clock ahead.`;
    case "operator":
      return html`${link.parked?.whatToDo ?? link.nextAction}.`;
    case "nobody":
      return html`${link.nextAction}.`;
  }
}

const row = ({ id, linkId, link }: TicketNow): Html =>
  html`<tr>
    <td class="id"><a href="/portal/links/${linkId}">${id}</a></td>
    <td class="status">${link?.status ?? "unknown"}</td>
    <td>${nextStep(link)}</td>
    <td class="id">${link?.expiresAt ? momentWords(link.expiresAt) : ""}</td>
    <td>${link?.directory.name ?? link?.directory.domain}</td>
    <td>${link?.account.email}</td>
  </tr>`;

/** All tickets and how their links stand. */
export const ticketTable = (tickets: readonly TicketNow[]): Html =>
  tickets.length === 0
    ? html`<p>None yet. Send the form: everything in it fits the people of the sandbox.</p>`
    : html`<div class="scroll">
        <table>
          <thead>
            <tr>
              ${["Ticket", "Status", "Next", "Until", "Directory", "Account"].map(
                (words) => html`<th scope="col">${words}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${tickets.map(row)}
          </tbody>
        </table>
      </div>`;
