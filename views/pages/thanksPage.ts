import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { roleFact } from "../lasting";
import { statusWords } from "../statusWords";
import { facts } from "./facts";

interface Thanked {
  readonly link: Link;
  readonly caller: Asker;
  readonly signOutUrl: string;
}

/** After the administrator signed in once more, or confirmed the account that was found. */
export const thanksPage = ({ link, caller, signOutUrl }: Thanked): string =>
  page({
    title: "Thank you, it goes on",
    body: html`<p class="lead">
        Your answer is recorded, and the work goes on where it was. You can close this page.
      </p>
      ${facts([
        ["Asked by", askerName(caller)],
        ["Ticket", link.request.ticket?.id],
        ["Directory", directoryName(link)],
        ["Outside account", link.request.account.email],
        ["Role", roleFact(link)],
        ["How it stands now", link.wait?.decision ? undefined : statusWords(link.status)],
      ])}
      <p>We write to you when it is done, or when the request ends without it.</p>
      <p><a class="button quiet" href="${signOutUrl}">Sign out of Microsoft</a></p>`,
  });
