import { accountPage, accountRoles } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { isEligible, lasting } from "../lasting";
import { enterpriseApplication } from "../leftovers";

const role = (link: Link): Html =>
  html`${isEligible(link) ? "Its right to activate the role." : "Its role."} ${lasting(link)} Remove
    it at any time under <a href="${accountRoles(link)}">Users</a>, on the account’s page “Assigned
    roles”.`;

const account = (link: Link): Html =>
  link.account.found
    ? html`The account ${link.request.account.email}, which was in your directory before.`
    : html`The guest account ${link.request.account.email}. Remove it in the Entra admin centre
        under <a href="${accountPage(link)}">Users</a>.`;

/** What is left in the directory when everything went well, and where each of it is removed. */
export const afterwards = (link: Link): Html =>
  html`<ul>
      <li>${account(link)}</li>
      <li>${role(link)}</li>
      <li>${enterpriseApplication(link)}</li>
    </ul>
    <p>
      The mail that says that it is done has a link which ends the access: an administrator signs
      in, and what was given is taken back.
    </p>`;
