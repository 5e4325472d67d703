import { mayAgree } from "../../domain/roles";
import { directoryName } from "../aboutLink";
import { askerName } from "../asker";
import { html } from "../html";
import { permissionWords } from "../permissionWords";
import type { Refused, RefusalWords } from "./refusal";

const expectedDirectory = ({ link, detail }: Refused): string =>
  detail?.expected ?? (link ? directoryName(link) : "the directory of the request");
const expectedAccount = ({ link, detail }: Refused): string =>
  detail?.expected ?? link?.request.account.email ?? "the account that was invited";
const asker = ({ caller }: Refused): string =>
  caller ? askerName(caller) : "the people who asked you";
const noAccess = "No account was invited and no role was given.";

const missing = (scope: string) => {
  const { shownAs, why } = permissionWords(scope);
  return html`<li>
    ${shownAs ?? why[0]} <small><code>${scope}</code></small>
  </li>`;
};

/** Refusals of a person: who signed in, or what they granted, is not what the question needs. */
export const personRefusals = {
  wrong_directory: (refused: Refused): RefusalWords => ({
    title: "You signed in to another directory",
    happened: html`The request is about <strong>${expectedDirectory(refused)}</strong>. Your sign-in
      was in another
      directory${refused.detail?.found && html`, with the tenant id <code>${refused.detail.found}</code>`}.`,
    unchanged: `In ${expectedDirectory(refused)} no account was invited and no role was given.`,
    next: html`Begin again and sign in with an administrator account of
    ${expectedDirectory(refused)}; choose “Use another account” if Microsoft offers the wrong one.
    If you granted anything in the other directory, it stays there until you remove it: in that
    directory’s Entra admin centre open Enterprise applications, choose this app, then Properties
    and Delete. We cannot use it without a sign-in there.`,
  }),
  not_an_administrator: (refused: Refused): RefusalWords => ({
    title: "Your account may not agree to this",
    happened: html`Somebody who holds one of these roles in ${expectedDirectory(refused)} has to
      agree: <strong>${mayAgree.map((role) => role.name).join(" or ")}</strong>. Your account holds
      neither of them at this moment.`,
    unchanged: noAccess,
    next: html`If this browser is signed in with another account of yours, sign out of Microsoft or
    open the mailed link in a private window. If you hold the role only when you need it (“eligible”
    in Privileged Identity Management), activate it, wait some minutes and begin again. If you do
    not hold it, ask a colleague who does, or tell ${asker(refused)}.`,
  }),
  consent_incomplete: (refused: Refused): RefusalWords => ({
    title: "A permission is missing",
    happened: html`Microsoft did not grant everything that the plan needs. Missing:
      <ul>
        ${refused.detail?.missing?.map(missing)}
      </ul>`,
    unchanged: noAccess,
    next: html`Begin again and accept Microsoft’s page as a whole. If your organisation does not
    allow a permission, tell ${asker(refused)}, or decline on our page. What you granted already is
    listed in the Entra admin centre under Enterprise applications, and can be removed there.`,
  }),
  consent_declined: (): RefusalWords => ({
    title: "You cancelled at Microsoft",
    happened: html`You pressed Cancel on Microsoft’s page, or Microsoft did not let you agree. The
    request is still open.`,
    unchanged: noAccess,
    next: html`You can begin again, or decline on our page so that nobody reminds you. You can also
    leave it: the request ends by itself when its time is over.`,
  }),
  account_mismatch: (refused: Refused): RefusalWords => ({
    title: "You signed in with another account",
    happened: html`The role is meant for <strong>${expectedAccount(refused)}</strong>${
        refused.detail?.signedInAs &&
        html`. You signed in as <strong>${refused.detail.signedInAs}</strong>`
      }.`,
    unchanged: "No role was given to either account.",
    next: html`Sign out of Microsoft or use a private window, begin again and choose “Use another
    account”. It must be the very account that was invited. If you have no such account, tell
    ${asker(refused)}.`,
  }),
};
