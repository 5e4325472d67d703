import { ownEligibleRoles } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import type { Status } from "../../domain/states";
import { directoryName, roleNames } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Html } from "../html";
import { isEligible, lasting } from "../lasting";

interface SignedIn {
  readonly link: Link;
  readonly caller: Asker;
  /** The Entra admin centre of this directory, with the tenant id in its path. */
  readonly portalUrl: string;
  readonly signOutUrl: string;
}

/** States in which the account holds its role. */
export const withRole: readonly Status[] = ["linked", "awaitingWriteback", "completed"];

const isThere = ({ status }: Link): boolean => withRole.includes(status);

/** What is true of the role: there, on its way, or to be activated. */
function standing(link: Link): string {
  if (isEligible(link))
    return isThere(link)
      ? "may activate its role"
      : "is now being given the right to activate its role";
  return isThere(link) ? "has its role" : "is now being given its role";
}

const comingFirst = html`<li>
  Giving the role usually takes a minute, at times up to 15 minutes. We write to you when it is
  done.
</li>`;

const activation = (link: Link): Html =>
  html`<li>
    When you need the role, activate it for some hours:
    <a href="${ownEligibleRoles(link)}">open your roles in Privileged Identity Management</a> of
    this directory and choose Activate.
  </li>`;

/** After the account holder has proven who they are, and again when they come back later. */
export const signedInPage = ({ link, caller, portalUrl, signOutUrl }: SignedIn): string =>
  page({
    title: "Thank you, you are signed in",
    body: html`<p class="lead">
        Your account <strong>${link.request.account.email}</strong> ${standing(link)} in
        <strong>${directoryName(link)}</strong>: ${roleNames(link)}. You can close this page.
      </p>
      <p>${lasting(link)}</p>
      <h2>What happens now</h2>
      <ol>
        ${!isThere(link) && comingFirst}
        <li>
          ${isThere(link) ? "Sign" : "After that mail, sign"} out of Microsoft and in again once.
          ${isEligible(link) ? "An activated role" : "The role"} acts from then on.
        </li>
        ${isEligible(link) && activation(link)}
        <li>
          Open the directory with this address, which leads to ${directoryName(link)} and not to
          your own directory:<br />
          <a href="${portalUrl}">${portalUrl}</a>
        </li>
      </ol>
      <p><a class="button quiet" href="${signOutUrl}">Sign out of Microsoft</a></p>
      <p>
        Questions? Ask
        ${askerName(caller)}${link.request.ticket && html` and name the ticket ${link.request.ticket.id}`}.
      </p>`,
  });
