import type { Link } from "../../domain/link";
import { mayAgree } from "../../domain/roles";
import { directoryName } from "../aboutLink";
import { askerName, askerWithDomain, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Html } from "../html";
import { getsRole } from "../lasting";
import { permissionsAsked, permissionWords } from "../permissionWords";
import { afterwards } from "./afterwards";
import { consentForms } from "./consentForms";
import type { FormFields } from "./hiddenFields";
import { permissionList } from "./permissionList";
import { requestFacts } from "./requestFacts";
import { roleList } from "./roleList";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly form: FormFields;
  /** The app id that Microsoft's page will show. */
  readonly appId?: string | undefined;
}

const agreeing = mayAgree.map((role) => role.name).join(" or ");
const firstPage = ["openid", "profile", "User.Read"]
  .map((scope) => permissionWords(scope).shownAs)
  .join("”, “");

const nextSteps = ({ link, appId }: Asked): Html =>
  html`<ol>
      <li>
        You sign in at Microsoft with your administrator account of ${directoryName(link)}. A first,
        small page asks for your whole organisation: “${firstPage}”. It lets the outside account
        sign in.
      </li>
      <li>
        A second page asks for the permissions listed above, for you alone. It also shows the id of
        the app${appId && html`, which must be <code>${appId}</code>`}. If it shows more than is
        listed here, cancel.
      </li>
      <li>
        Microsoft sends you back here. We check that you are ${agreeing} of ${directoryName(link)}
        at that moment.
      </li>
      <li>
        We look at the directory before anything is changed, and show you here what we saw. Then the
        account is invited and gets a mail from us. It ${getsRole(link)} only after its holder has
        signed in. We then write to you.
      </li>
    </ol>
    <p>
      If that takes long, your sign-in may lapse, and we may have to ask you to sign in a second
      time.
    </p>`;

const unexpected = (caller: Asker): Html =>
  html`<p>
    Do not continue. Ask ${askerName(caller)} in a way you already know, such as a telephone number
    from your contract, not one from the mail. Nothing happens if you close this page.
  </p>`;

/** What the administrator reads and decides before any page of Microsoft's. */
export function consentPage(asked: Asked): string {
  const { link, caller, form } = asked;
  const body = html`<p class="lead">
      ${askerWithDomain(caller)} asks you, as an administrator of
      <strong>${directoryName(link)}</strong>, to let the account
      <strong>${link.request.account.email}</strong> manage this directory. Nothing happens unless
      you agree.
    </p>
    ${requestFacts(link, caller)}
    <h2>What the account will be able to do</h2>
    ${roleList(link)}
    <h2>What will be done in your directory</h2>
    <ol>
      ${link.plan?.steps.map((step) => html`<li>${step.words}</li>`)}
    </ol>
    <h2>What Microsoft will ask you to allow</h2>
    <p>
      Every step is done with your own rights, and we stop using them when this request ends. This
      service has no rights of its own in your directory.
    </p>
    ${permissionList(permissionsAsked(link))}
    <h2>What happens next</h2>
    ${nextSteps(asked)}
    <h2>What stays afterwards, and how to remove it</h2>
    ${afterwards(link)}
    <h2>If you did not expect this</h2>
    ${unexpected(caller)} ${consentForms(link, form)}`;
  return page({ title: `Let an outside account manage ${directoryName(link)}?`, body });
}
