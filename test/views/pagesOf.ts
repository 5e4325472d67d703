import type { Link } from "../../domain/link";
import type { Caller } from "../../domain/ports";
import { acceptPage } from "../../views/pages/acceptPage";
import { agreedPage } from "../../views/pages/agreedPage";
import { consentPage } from "../../views/pages/consentPage";
import { confirmPage } from "../../views/pages/confirmPage";
import { decidedPage } from "../../views/pages/decidedPage";
import { endingPage } from "../../views/pages/endingPage";
import { endPage } from "../../views/pages/endPage";
import { notNeededPage } from "../../views/pages/notNeededPage";
import { refusedPage } from "../../views/pages/refusedPage";
import { renewPage } from "../../views/pages/renewPage";
import { signedInPage } from "../../views/pages/signedInPage";
import { continuePage, homePage, signedOutPage } from "../../views/pages/smallPages";
import { thanksPage } from "../../views/pages/thanksPage";
import { writebackPage } from "../../views/pages/writebackPage";
import { writebackSignedPage } from "../../views/pages/writebackSignedPage";
import { aWait } from "../support/aLink";
import { portalUrl, refusalCodes, signOutUrl, withFound } from "./everyView";

const readers = ["administrator", "account"] as const;
const servers = [undefined, "connect", "cloud"] as const;

/** The pages that each of the two people can see. */
function forReaders(link: Link, caller: Caller, hostile: string): [string, string][] {
  const form = { id: hostile, csrf: hostile };
  return readers.flatMap((reader): [string, string][] => [
    ...servers.map((server): [string, string] => [
      `writeback of the ${reader}, ${server ?? "any"}`,
      writebackPage({ link, caller, reader, server, form }),
    ]),
    [`writebackSigned of the ${reader}`, writebackSignedPage({ link, caller, reader })],
    [`end of the ${reader}`, endPage({ link, caller, reader, form, appId: hostile })],
    ...(["ending", "needsOperator", "ended"] as const).map((status): [string, string] => [
      `${status} of the ${reader}`,
      endingPage({ link: { ...link, status }, caller, reader }),
    ]),
  ]);
}

/** Each page by name, for one link. */
export function everyPage(link: Link, caller: Caller, hostile = "x"): [string, string][] {
  const form = { id: hostile, csrf: hostile };
  const found = withFound(link, hostile);
  const detail = { expected: hostile, found: hostile, missing: [hostile], signedInAs: hostile };
  const refused = refusalCodes.map((code): [string, string] => [
    `refused: ${code}`,
    refusedPage({ code, link, caller, detail, againUrl: "/consent?id=1" }),
  ]);
  return [
    ["consent", consentPage({ link, caller, form, appId: hostile })],
    ["agreed", agreedPage({ link, caller, signOutUrl })],
    ["notNeeded", notNeededPage({ link, caller, signOutUrl })],
    ["accept", acceptPage({ link, caller, form })],
    ["signedIn", signedInPage({ link, caller, portalUrl, signOutUrl })],
    ["decided", decidedPage({ link, caller, wait: aWait() })],
    ["confirm", confirmPage({ link: found, caller, form, proven: false })],
    ["confirm, proven", confirmPage({ link: found, caller, form, proven: true })],
    ["renew", renewPage({ link, caller, form })],
    ["continue", continuePage(signOutUrl)],
    ["thanks", thanksPage({ link, caller, signOutUrl })],
    ["signedOut", signedOutPage()],
    ["home", homePage()],
    ...forReaders(link, caller, hostile),
    ...refused,
  ];
}
