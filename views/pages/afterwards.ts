import type { Link } from "../../domain/link";
import { accountPage, accountRoles, enterpriseApplications } from "../deepLinks";
import { html, type Html } from "../html";

/** What is left in the directory when everything went well, and where each of it is removed. */
export const afterwards = (link: Link): Html =>
  html`<ul>
    <li>
      The guest account ${link.request.account.email}. Remove it in the Entra admin centre under
      <a href="${accountPage(link)}">Users</a>.
    </li>
    <li>
      Its role. It has no end date: it stays until somebody removes it under
      <a href="${accountRoles(link)}">Users</a>, on the account’s page “Assigned roles”.
    </li>
    <li>
      The enterprise application of this service and the permissions you grant, yours and the small
      ones of the organisation. Deleting the application under
      <a href="${enterpriseApplications(link)}">Enterprise applications</a> removes them all.
      Without your sign-in they give this service no access.
    </li>
  </ul>`;
