import type { MailName } from "../../domain/contract";
import type { Link } from "../../domain/link";
import type { Caller, Mail } from "../../domain/ports";
import { mailFor } from "../../views/mails";
import { acceptPage } from "../../views/pages/acceptPage";
import { agreedPage } from "../../views/pages/agreedPage";
import { consentPage } from "../../views/pages/consentPage";
import { confirmPage } from "../../views/pages/confirmPage";
import { decidedPage } from "../../views/pages/decidedPage";
import type { Refusal } from "../../views/pages/refusal";
import { refusals } from "../../views/pages/refusals";
import { refusedPage } from "../../views/pages/refusedPage";
import { renewPage } from "../../views/pages/renewPage";
import { signedInPage } from "../../views/pages/signedInPage";
import { thanksPage } from "../../views/pages/thanksPage";
import { continuePage, homePage, signedOutPage } from "../../views/pages/smallPages";
import { aWait } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";

export const form = { id: "attempt-1", csrf: "csrf-1" };
export const signOutUrl = "https://login.example/logout";
export const portalUrl = "https://entra.microsoft.com/tenant";
export const publicUrl = "https://links.example";
export const token = "abcdefghijklmnopqrstuvwxyz.1.secret";
export const refusalCodes = Object.keys(refusals) as Refusal[];
export const mailNames: readonly MailName[] = [
  "askConsent",
  "remindConsent",
  "askConfirmation",
  "remindConfirmation",
  "askAdministrator",
  "remindAdministrator",
  "askSignIn",
  "remindSignIn",
  "linkedAdministrator",
  "linkedAccount",
  "stoppedAdministrator",
  "stoppedAccount",
];

/** What a person reads: the markup's text with plain spaces. */
export const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .replace(/ ([.,:;?)”])/g, "$1");

/** The link with an account that was there before, its names as somebody in the directory chose them. */
export const withFound = (link: Link, chosen: string): Link => ({
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
    },
  },
});

/** Each page once, by name, for one link. */
export function everyPage(link: Link, caller: Caller, hostile = "x"): [string, string][] {
  const detail = { expected: hostile, found: hostile, missing: [hostile], signedInAs: hostile };
  const refused = refusalCodes.map((code): [string, string] => [
    `refused: ${code}`,
    refusedPage({ code, link, caller, detail, againUrl: "/consent?id=1" }),
  ]);
  return [
    [
      "consent",
      consentPage({ link, caller, form: { id: hostile, csrf: hostile }, appId: hostile }),
    ],
    ["agreed", agreedPage({ link, caller, signOutUrl })],
    ["accept", acceptPage({ link, caller, form: { id: hostile, csrf: hostile } })],
    ["signedIn", signedInPage({ link, caller, portalUrl, signOutUrl })],
    ["decided", decidedPage({ link, caller, wait: aWait() })],
    [
      "confirm",
      confirmPage({
        link: withFound(link, hostile),
        caller,
        form: { id: hostile, csrf: hostile },
      }),
    ],
    ["renew", renewPage({ link, caller, form: { id: hostile, csrf: hostile } })],
    ["continue", continuePage(signOutUrl)],
    ["thanks", thanksPage({ link, caller, signOutUrl })],
    ["signedOut", signedOutPage()],
    ["home", homePage()],
    ...refused,
  ];
}

export const mailOf = (mail: MailName, link: Link, caller: Caller | undefined): Mail | undefined =>
  mailFor(mail, { link, wait: link.wait ?? undefined, caller, publicUrl, token });
