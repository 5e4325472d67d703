import { html } from "../html";
import { accountMeant, directoryMeant, whoAsked, type Refused, type RefusalWords } from "./refusal";

const anotherAccount = html`Sign out of Microsoft or use a private window, begin again and choose
“Use another account”.`;

/** Refusals of an account: it is not the one that was invited, or not of the kind that may hold the role. */
export const accountRefusals = {
  account_mismatch: (refused: Refused): RefusalWords => ({
    title: "You signed in with another account",
    happened: html`The role is meant for
      <strong>${refused.detail?.expected ?? accountMeant(refused)}</strong>${
        refused.detail?.signedInAs &&
        html`. You signed in as <strong>${refused.detail.signedInAs}</strong>`
      }.`,
    unchanged: "No role was given to either account.",
    next: html`${anotherAccount} It must be the very account that was invited. If you have no such
    account, tell ${whoAsked(refused)}.`,
  }),
  account_kind_mismatch: (refused: Refused): RefusalWords => ({
    title: "This is another kind of account",
    happened: html`For <strong>${accountMeant(refused)}</strong> this was asked for:
      ${refused.detail?.expected ?? "another kind of account"}. You signed in with
      ${refused.detail?.found ?? "another one"}. One address can belong to several accounts.`,
    unchanged: "No role was given to this account.",
    next: html`${anotherAccount} Where Microsoft asks whether it is a work or a personal account,
    choose the kind that was asked for. If you have no such account, tell ${whoAsked(refused)}.`,
  }),
  account_not_in_directory: (refused: Refused): RefusalWords => ({
    title: "Microsoft does not find your account in this directory",
    happened: html`The account that you signed in with is not in
      <strong>${directoryMeant(refused)}</strong>. Perhaps it is another account of yours; a guest
      who was only just invited can also be unknown for some minutes.`,
    unchanged: "No role was given by this sign-in.",
    next: html`${anotherAccount} It has to be the account to which the mail belongs. If it is the
    right one, wait some minutes and begin again, then tell ${whoAsked(refused)}.`,
  }),
  one_time_passcode: (refused: Refused): RefusalWords => ({
    title: "A mailed passcode is not enough for this role",
    happened: html`You signed in with a passcode that Microsoft mailed to
      <strong>${accountMeant(refused)}</strong>. Then whoever reads that mailbox could use the role,
      and the role is a privileged one.`,
    unchanged: "No role was given to this account.",
    next: html`Make a Microsoft account for this address, or use a work or school account, and ask
    ${whoAsked(refused)} to send a new request for it.`,
  }),
};
