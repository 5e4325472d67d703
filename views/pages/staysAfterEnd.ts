import type { Link } from "../../domain/link";
import { elevatedAccess } from "../elevatedAccess";
import { html, type Html } from "../html";
import { enterpriseApplication } from "../leftovers";

const wasThere = html`<li>
  The account itself, which was in your directory before, and every role that it had before.
</li>`;

/** What ending the access leaves, and where each of it is removed. */
export const staysAfterEnd = (link: Link): Html =>
  html`<h2>What stays, and how to remove it</h2>
    <ul>
      ${link.account.found && wasThere}
      <li>${enterpriseApplication(link)}</li>
      ${elevatedAccess(link) && html`<li>${elevatedAccess(link)}</li>`}
    </ul>`;
