import { accountPage, accountRoles } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import { elevatedAccess } from "../elevatedAccess";
import { html, type Html } from "../html";
import { isEligible, lasting } from "../lasting";
import { enterpriseApplication } from "../leftovers";
import { list, mailLink } from "../mailFrame";

/** One that was there before this request may be needed for something else. */
const account = (link: Link): Html =>
  link.account.found
    ? html`The account ${link.request.account.email}, which was in your directory before.
      ${mailLink(accountPage(link), "Open it in the Entra admin centre")}.`
    : html`The guest account ${link.request.account.email}.
      ${mailLink(accountPage(link), "Open it in the Entra admin centre")}; delete it there when it
      is no longer needed.`;

/** What is left in the directory after a good end, each with the place to remove it. */
export const whatStays = (link: Link): Html =>
  list(
    [
      account(link),
      html`${isEligible(link) ? "Its right to activate the role." : "Its role."} ${lasting(link)}
      ${mailLink(accountRoles(link), "Open its assigned roles")} to remove it.`,
      enterpriseApplication(link),
      elevatedAccess(link),
    ].filter((item) => item),
  );
