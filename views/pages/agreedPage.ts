import type { Link } from "../../domain/link";
import { directoryName, roleNames } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { afterwards } from "./afterwards";
import { facts } from "./facts";

interface Agreed {
  readonly link: Link;
  readonly caller: Asker;
  readonly signOutUrl: string;
}

/** After the administrator's proven consent. */
export function agreedPage({ link, caller, signOutUrl }: Agreed): string {
  const { email } = link.request.account;
  const body = html`<p class="lead">
      You agreed that <strong>${email}</strong> may manage <strong>${directoryName(link)}</strong>.
      You can close this page.
    </p>
    ${facts([
      ["Asked by", askerName(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Directory", directoryName(link)],
      ["Outside account", email],
      ["Role", roleNames(link)],
    ])}
    <h2>What happens now</h2>
    <ol>
      <li>The account is invited as a guest and gets a mail from us.</li>
      <li>Its holder signs in with exactly this account. Only then does it get the role.</li>
      <li>We write to you when that is done, or when the request ends without it.</li>
    </ol>
    <h2>Sign out of Microsoft?</h2>
    <p>
      This browser may still be signed in at Microsoft with your administrator account. If you share
      this computer, or do not need that any more, sign out.
    </p>
    <p><a class="button quiet" href="${signOutUrl}">Sign out of Microsoft</a></p>
    <h2>What stays afterwards, and how to remove it</h2>
    ${afterwards(link)}`;
  return page({ title: "You agreed", body });
}
