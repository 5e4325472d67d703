import type { Link } from "../../domain/link";
import { directoryDomain, directoryName } from "../aboutLink";
import { askerWithDomain, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { lasting, roleFact } from "../lasting";
import { permissionsAsked } from "../permissionWords";
import { timeElement } from "../readableTime";
import { whyAgain } from "../whyAgain";
import { facts } from "./facts";
import { hiddenFields, type FormFields } from "./hiddenFields";
import { permissionList } from "./permissionList";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly form: FormFields;
}

/** The administrator is asked to sign in once more, because their session or role lapsed. */
export function renewPage({ link, caller, form }: Asked): string {
  const body = html`<p class="lead">
      An administrator agreed that <strong>${link.request.account.email}</strong> may manage
      <strong>${directoryName(link)}</strong>. The work stopped half way: ${whyAgain(link)}
    </p>
    ${facts([
      ["Who asked for it", askerWithDomain(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Directory", html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}`],
      ["Role", roleFact(link)],
      ["How long", lasting(link)],
      ["Your answer until", link.wait && timeElement(link.wait.deadline)],
    ])}
    <h2>Sign in again</h2>
    <p>
      If you use Privileged Identity Management, activate your role first. Microsoft then shows the
      permissions once more; they are the same as before, and the work goes on where it was.
    </p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="continue">Continue to Microsoft</button>
    </form>
    <h2>If you do not want this any more</h2>
    <p>What was done so far is taken back, as far as that is possible.</p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <label for="reason">Why not? (optional; kept with the request)</label>
      <input type="text" id="reason" name="reason" maxlength="200" autocomplete="off" />
      <button type="submit" name="action" value="decline" class="quiet">Stop it</button>
    </form>
    <h2>The permissions</h2>
    ${permissionList(permissionsAsked(link))}`;
  return page({ title: `Sign in once more for ${directoryName(link)}`, body });
}
