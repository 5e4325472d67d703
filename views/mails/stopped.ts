import type { Link, Undone, Wait, WaitKind } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import type { SadOutcome } from "../../domain/states";
import { directoryDomain, directoryName } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { enterpriseApplications } from "../deepLinks";
import { html, type Html, type Part } from "../html";
import { heading, lines, list, mailFrame, mailLink, paragraph } from "../mailFrame";
import { directoryInSubject, type MailValues } from "./mailValues";

const waits = (link: Link): Wait[] => [...link.pastWaits, ...(link.wait ? [link.wait] : [])];
const wasAsked = (link: Link, what: WaitKind): boolean =>
  waits(link).some((wait) => wait.what === what);

/** How the link ended: by its last decision, else somebody cancelled between two questions. */
function outcomeOf(link: Link): { outcome: SadOutcome; asked: WaitKind | undefined } {
  const last = waits(link).findLast((wait) => wait.decision);
  const type = last?.decision?.type;
  const outcome = type === "declined" || type === "expired" ? type : "cancelled";
  return { outcome, asked: last?.what };
}

const expired: Readonly<Record<WaitKind, string>> = {
  consent: "No administrator answered in time, so the request ended.",
  signIn: "The holder of the outside account did not sign in in time, so the request ended.",
  operator: "Something went wrong that could not be solved in time, so the request ended.",
};

function whatHappened(link: Link): string {
  const { outcome, asked } = outcomeOf(link);
  if (outcome === "declined") return "The request was declined.";
  if (outcome === "expired") return expired[asked ?? "operator"];
  return "The request was cancelled.";
}

const undoneItem = ({ what, result, how }: Undone): Html =>
  result === "done"
    ? html`${what}: taken back.`
    : html`${what}: still there.
      ${how ? mailLink(how, "Open it in the Entra admin centre to remove it") : "Remove it in the Entra admin centre"}.`;

const grantLeft = (link: Link): Part =>
  waits(link).some((wait) => wait.decision?.type === "approved") &&
  html`The enterprise application of this service with the permissions that were granted: still
  there. ${mailLink(enterpriseApplications(link), "Open Enterprise applications to remove it")}.`;

function leftOver(link: Link): Html {
  const items = [...link.undone.map(undoneItem), grantLeft(link)].filter((item) => item);
  if (items.length === 0)
    return paragraph(
      "No account was invited and no role was given. If you accepted a page of Microsoft’s, the app is listed in the Entra admin centre under ",
      mailLink(enterpriseApplications(link), "Enterprise applications"),
      ", where you can remove it.",
    );
  return html`${list(items)}${paragraph("This service has no access any more: your session here is deleted.")}`;
}

const request = ({ link, caller }: MailValues): Html =>
  lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", link.request.ticket?.id],
    ["Directory", `${directoryName(link)}, ${directoryDomain(link)}`],
    ["Outside account", link.request.account.email],
  ]);

/** To the administrator: how it ended and what was taken back. Undefined when they were never asked. */
export function stoppedAdministrator(values: MailValues): Mail | undefined {
  const { link, caller } = values;
  if (!wasAsked(link, "consent")) return undefined;
  const body = html` ${paragraph(whatHappened(link), " The outside account does not manage your directory through us.")}
  ${request(values)} ${heading("What was done in your directory")} ${leftOver(link)}
  ${paragraph("Links in our earlier mails no longer work. If you did not expect this, ask ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.request.administrator.email,
    subject: `Ended: the request for ${directoryInSubject(link)}`,
    html: mailFrame({ title: `The request for ${directoryName(link)} has ended`, body }),
  };
}

/** To the account holder, who learns only that it ended. Undefined when they were never asked. */
export function stoppedAccount(values: MailValues): Mail | undefined {
  const { link, caller } = values;
  if (!wasAsked(link, "signIn")) return undefined;
  const body = html` ${paragraph(outcomeOf(link).asked === "signIn" ? whatHappened(link) : "The request has ended.", " Your account does not manage this directory through us.")}
  ${request(values)}
  ${paragraph("You need not do anything. Links in our earlier mails no longer work. If it is still wanted, ask ", askerName(caller), ".")}`;
  return {
    to: link.request.account.email,
    subject: `Ended: managing the directory ${directoryInSubject(link)}`,
    html: mailFrame({ title: `You will not manage ${directoryName(link)}`, body }),
  };
}
