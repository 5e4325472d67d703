import type { Link } from "../../domain/link";
import { directoryDomain, directoryName } from "../aboutLink";
import { askerWithDomain, type Asker } from "../asker";
import { foundAccount } from "../foundAccount";
import { page } from "../frame";
import { html, type Html } from "../html";
import { lasting, roleFact } from "../lasting";
import { timeElement } from "../readableTime";
import { facts } from "./facts";
import { hiddenFields, type FormFields } from "./hiddenFields";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly form: FormFields;
  /** The administrator has just proved who they are, in this browser. */
  readonly proven: boolean;
}

const confirm = ({ form, proven }: Asked): Html =>
  html`<h2>This is the account</h2>
    <p>
      ${
        proven
          ? "You proved just now, in this browser, that you are an administrator: no second sign-in is needed."
          : "You sign in once more."
      }
      Then the account gets a mail and has to sign in itself.
    </p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="continue">
        ${proven ? "Yes, this is the account" : "Confirm at Microsoft"}
      </button>
    </form>`;

/** An account with the address is there already: the administrator says whether it is the one meant. */
export function confirmPage(asked: Asked): string {
  const { link, caller, form } = asked;
  const { email } = link.request.account;
  const body = html`<p class="lead">
      An account with the address <strong>${email}</strong> is in
      <strong>${directoryName(link)}</strong> already. It was not made by this request, and it gets
      nothing until you confirm that it is the one you mean.
    </p>
    <h2>The account that was found</h2>
    ${facts(foundAccount(link))}
    <h2>The request</h2>
    ${facts([
      ["Who asked for it", askerWithDomain(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Directory", html`<strong>${directoryName(link)}</strong><br />${directoryDomain(link)}`],
      ["Role it would get", roleFact(link)],
      ["How long", lasting(link)],
      ["Your answer until", link.wait && timeElement(link.wait.deadline)],
    ])}
    ${confirm(asked)}
    <h2>This is not the account, or you are not sure</h2>
    <p>The request ends. Nothing was changed in your directory.</p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <label for="reason">Why not? (optional; kept with the request)</label>
      <input type="text" id="reason" name="reason" maxlength="200" autocomplete="off" />
      <button type="submit" name="action" value="decline" class="quiet">Stop it</button>
    </form>`;
  return page({ title: "Is this the account you mean?", body });
}
