import type { Link } from "../../domain/link";
import { endSteps } from "../../domain/plan";
import { mayEndAccess } from "../../domain/roles";
import type { Reader } from "../../domain/mailedToken";
import { directoryDomain, directoryName, roleNames } from "../aboutLink";
import { askerName, askerWithDomain, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Html } from "../html";
import { lasting } from "../lasting";
import { permissionsToEnd } from "../permissionWords";
import { wasGiven } from "../wasGiven";
import { whyEnds } from "../whyEnds";
import { facts } from "./facts";
import { hiddenFields, type FormFields } from "./hiddenFields";
import { permissionList } from "./permissionList";
import { staysAfterEnd } from "./staysAfterEnd";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly reader: Reader;
  readonly form: FormFields;
  /** The app id that Microsoft's page will show. */
  readonly appId: string;
}

const ending = mayEndAccess.map((role) => role.name).join(" or ");

const about = ({ link, caller, reader }: Asked): Html =>
  facts([
    ["Who asked for the access", askerWithDomain(caller)],
    ["Ticket", link.request.ticket?.id],
    ["Directory", html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}`],
    [reader === "account" ? "Your account" : "Outside account", link.request.account.email],
    ["Role", wasGiven(link) && roleNames(link)],
    ["How long it was given for", wasGiven(link) && lasting(link)],
    ["Why it is to end", link.ending && whyEnds(link, caller)],
  ]);

/** What closes with it, where it is still asked about. */
const openQuestion = (link: Link): Html | false =>
  link.status === "awaitingWriteback" &&
  html`<p>Password write-back is not signed off yet; it is not asked about any more then.</p>`;

const unexpected = (caller: Asker): Html =>
  html`<h2>If you did not expect this</h2>
    <p>
      Close this page: nothing happens then. Ask ${askerName(caller)} in a way you already know.
    </p>`;

function forAdministrator(asked: Asked): Html {
  const { link, caller, form, appId } = asked;
  return html`<p class="lead">
      ${
        wasGiven(link)
          ? html`You can take back what <strong>${link.request.account.email}</strong> was given in`
          : html`You can remove what the request for
              <strong>${link.request.account.email}</strong> left in`
      }
      <strong>${directoryName(link)}</strong>. Nothing happens until you have signed in.
    </p>
    ${about(asked)}
    <h2>What will be done in your directory</h2>
    <ol>
      ${endSteps(link).map((step) => html`<li>${step.words}</li>`)}
    </ol>
    ${openQuestion(link)}
    <h2>What Microsoft will ask you to allow</h2>
    <p>
      Every step is done with your own rights, for you alone. Microsoft’s page shows the id of the
      app, which must be <code>${appId}</code>. If it shows more than is listed here, cancel.
    </p>
    ${permissionList(permissionsToEnd(link))} ${staysAfterEnd(link)}
    <h2>End it</h2>
    <p>
      You have to be ${ending} at that moment. If you use Privileged Identity Management, activate
      your role first.
    </p>
    <form method="post" action="/end">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="end">Sign in and end it</button>
    </form>
    ${unexpected(caller)}`;
}

function forAccount(asked: Asked): Html {
  const { link, caller, form } = asked;
  return html`<p class="lead">
      You can give back what your account was given in <strong>${directoryName(link)}</strong>.
    </p>
    ${about(asked)}
    <h2>What happens then</h2>
    <p>
      An administrator of the directory gets a mail, signs in and takes it back. Until that is done
      your account keeps what it has: do not use it any more. We write to you when it is done.
    </p>
    ${openQuestion(link)}
    <form method="post" action="/end">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="giveBack">Give it back</button>
    </form>
    ${unexpected(caller)}`;
}

/** Ending the access, or giving it back: what will be done, before anything is. */
export function endPage(asked: Asked): string {
  const { link, reader } = asked;
  const { email } = link.request.account;
  return reader === "account"
    ? page({ title: "Give the access back?", body: forAccount(asked) })
    : page({
        title: wasGiven(link)
          ? `End the access of ${email} to ${directoryName(link)}?`
          : `Remove what is left of ${email} in ${directoryName(link)}?`,
        body: forAdministrator(asked),
      });
}
