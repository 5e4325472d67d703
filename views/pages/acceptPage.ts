import type { Link } from "../../domain/link";
import { accountKind, directoryDomain, directoryName, rolesAsked } from "../aboutLink";
import { askerName, askerWithDomain, quoted, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { eligibleWords, getsRole, isEligible, lasting } from "../lasting";
import { timeElement } from "../readableTime";
import { facts, meanings } from "./facts";
import { hiddenFields, type FormFields } from "./hiddenFields";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly form: FormFields;
}

/** What the holder of the outside account reads before signing in. */
export function acceptPage({ link, caller, form }: Asked): string {
  const { email } = link.request.account;
  const body = html`<p class="lead">
      An administrator of <strong>${directoryName(link)}</strong> has agreed that your account
      <strong>${email}</strong> may manage this directory. Sign in once to accept.
    </p>
    ${facts([
      ["Who asked for it", askerWithDomain(caller)],
      [
        "Why",
        html`<blockquote>${quoted(link.request.reason)}</blockquote>
          <small>In the words of ${askerName(caller)}</small>`,
      ],
      ["Ticket", link.request.ticket?.id],
      ["Directory", html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}`],
      ["Your account", html`<strong>${email}</strong><small>${accountKind(link)}</small>`],
      ["How long", lasting(link)],
      ["Sign in until", link.wait && timeElement(link.wait.deadline)],
    ])}
    <h2>${isEligible(link) ? "The role you may activate" : "The role you will get"}</h2>
    ${meanings(rolesAsked(link).map(({ name, means }) => [name, `Whoever holds it ${means}.`]))}
    ${isEligible(link) && html`<p>${eligibleWords}</p>`}
    <h2>Sign in with exactly this account</h2>
    <p>
      Use <strong>${email}</strong>. If Microsoft offers you another account, choose “Use another
      account”. Another account gets nothing. Microsoft may ask you to review what
      ${directoryName(link)} may see of you, and to set up a second way to prove that it is you.
      After that your account ${getsRole(link)}.
    </p>
    <form method="post" action="/accept">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="continue">Sign in with Microsoft</button>
    </form>
    <h2>If you did not expect this</h2>
    <p>
      Close this page and ignore the mail: without your sign-in your account gets no role. You can
      ask ${askerName(caller)} in a way you already know.
    </p>`;
  return page({ title: `Manage the directory ${directoryName(link)}`, body });
}
