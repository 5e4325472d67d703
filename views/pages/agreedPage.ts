import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Part } from "../html";
import { getsRole, lasting, roleFact } from "../lasting";
import { afterwards } from "./afterwards";
import { facts } from "./facts";

interface Agreed {
  readonly link: Link;
  readonly caller: Asker;
  readonly signOutUrl: string;
}

/** The answer is in, and the look at the directory is not over. */
const isLooking = ({ status, preflight }: Link): boolean =>
  !preflight && (status === "awaitingConsent" || status === "preparing");

/** What was seen before the first change; links that were made without such a look say nothing. */
function seen(link: Link): Part {
  if (isLooking(link))
    return html`<h2>What we see in your directory</h2>
      <p>
        The directory is being looked at now, before anything is changed. This page renews itself
        and then shows what was seen.
      </p>`;
  if (!link.preflight) return undefined;
  const { warnings } = link.preflight;
  return html`<h2>What we saw before anything was changed</h2>
    ${
      warnings.length > 0
        ? html`<ul>
            ${warnings.map(({ words }) => html`<li>${words}</li>`)}
          </ul>`
        : html`<p>Nothing stood in the way.</p>`
    }
    ${link.status === "preparing" && html`<p>It goes on now; this page renews itself.</p>`}`;
}

/** After the administrator's proven consent. */
export function agreedPage({ link, caller, signOutUrl }: Agreed): string {
  const { email } = link.request.account;
  const body = html`<p class="lead">
      You agreed that <strong>${email}</strong> may manage <strong>${directoryName(link)}</strong>.
      ${isLooking(link) ? "Stay a moment, to see how it goes on." : "You can close this page."}
    </p>
    ${facts([
      ["Asked by", askerName(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Directory", directoryName(link)],
      ["Outside account", email],
      ["Role", roleFact(link)],
      ["How long", lasting(link)],
    ])}
    ${seen(link)}
    <h2>What happens now</h2>
    <ol>
      ${
        link.account.found
          ? html`<li>The account was in your directory before. It gets a mail from us.</li>`
          : html`<li>The account is invited as a guest and gets a mail from us.</li>`
      }
      <li>Its holder signs in with exactly this account. Only then it ${getsRole(link)}.</li>
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
