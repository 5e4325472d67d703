import type { MailName } from "../../domain/contract";
import type { Link } from "../../domain/link";
import type { Caller, Mail } from "../../domain/ports";
import { mailFor } from "../../views/mails";
import type { Refusal } from "../../views/pages/refusal";
import { refusals } from "../../views/pages/refusals";
import { aGuestId } from "../support/fakesDirectory";

export const form = { id: "attempt-1", csrf: "csrf-1" };
export const signOutUrl = "https://login.example/logout";
export const portalUrl = "https://entra.microsoft.com/tenant";
export const publicUrl = "https://links.example";
export const token = "abcdefghijklmnopqrstuvwxyz.1.secret";
export const accountToken = "abcdefghijklmnopqrstuvwxyz.3.account-secret";
export const endToken = "abcdefghijklmnopqrstuvwxyz.0.end-secret";
export const giveBackToken = "abcdefghijklmnopqrstuvwxyz.0.give-back-secret";
export const refusalCodes = Object.keys(refusals) as Refusal[];

const mails: Readonly<Record<MailName, true>> = {
  askConsent: true,
  remindConsent: true,
  askConfirmation: true,
  remindConfirmation: true,
  askAdministrator: true,
  remindAdministrator: true,
  askSignIn: true,
  remindSignIn: true,
  linkedAdministrator: true,
  linkedAccount: true,
  remindWritebackAdministrator: true,
  remindWritebackAccount: true,
  writebackClosed: true,
  notNeeded: true,
  askEnd: true,
  remindEnd: true,
  endedAdministrator: true,
  endedAccount: true,
  stoppedAdministrator: true,
  stoppedAccount: true,
};
export const mailNames = Object.keys(mails) as MailName[];

/** What a person reads: the markup's text with plain spaces. */
export const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .replace(/ ([.,:;?)”])/g, "$1");

/** Where the markup leads. */
export const urlsOf = (markup: string): string[] =>
  [...markup.matchAll(/href="([^"]*)"/g)].map(([, url]) => (url ?? "").replaceAll("&amp;", "&"));

/** The link with an account that was there before, its names as somebody in the directory chose them. */
export const withFound = (link: Link, chosen: string, isOwnAddress = true): Link => ({
  ...link,
  account: {
    ...link.account,
    found: {
      objectId: aGuestId,
      name: chosen,
      userPrincipalName: chosen,
      userType: "Member",
      createdAt: "2026-01-01T00:00:00.000Z",
      redeemedAt: null,
      roles: [chosen],
      isOwnAddress,
    },
  },
});

export const mailOf = (mail: MailName, link: Link, caller: Caller | undefined): Mail | undefined =>
  mailFor(mail, {
    link,
    wait: link.wait ?? undefined,
    caller,
    publicUrl,
    token,
    accountToken,
    endToken,
    giveBackToken,
  });

/** What the mail says; "nothing" where none is sent. */
export const mailText = (mail: MailName, link: Link, caller: Caller | undefined): string =>
  textOf(mailOf(mail, link, caller)?.html ?? "nothing");
