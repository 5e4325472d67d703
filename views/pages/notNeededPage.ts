import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { enterpriseApplication } from "../leftovers";
import { ownSubscriptions } from "../ownSubscriptions";
import { facts } from "./facts";

interface NotNeeded {
  readonly link: Link;
  readonly caller: Asker;
  readonly signOutUrl: string;
}

/** After "We manage it ourselves", proved by the administrator's sign-in. */
export const notNeededPage = ({ link, caller, signOutUrl }: NotNeeded): string =>
  page({
    title: "Thank you, no outside account is needed",
    body: html`<p class="lead">
        You said that you manage <strong>${directoryName(link)}</strong> yourselves. Nobody was
        invited and nobody got a role. You can close this page.
      </p>
      ${facts([
        ["Asked by", askerName(caller)],
        ["Ticket", link.request.ticket?.id],
        ["Directory", directoryName(link)],
        ["Account that was not invited", link.request.account.email],
        ["Azure subscriptions", ownSubscriptions(link)],
      ])}
      <h2>What happens now</h2>
      <p>
        ${
          link.request.passwordWriteback
            ? "We check password write-back with your sign-in, change nothing, and mail you what we saw and what is left to do. Then your sign-in here is deleted."
            : "Nothing more: the request ends here."
        }
        ${askerName(caller)} is told that no outside account is needed.
      </p>
      <h2>What was granted at Microsoft, and how to remove it</h2>
      <p>${enterpriseApplication(link)}</p>
      <h2>Sign out of Microsoft?</h2>
      <p>
        This browser may still be signed in at Microsoft with your administrator account. If you
        share this computer, or do not need that any more, sign out.
      </p>
      <p><a class="button quiet" href="${signOutUrl}">Sign out of Microsoft</a></p>`,
  });
