import type { Link } from "../../domain/link";
import type { Wait } from "../../domain/wait";
import type { Caller } from "../../domain/ports";
import { directoryDomain, directoryName } from "../aboutLink";
import { notLinked } from "../notLinked";

/** What every mail is made from. */
export interface MailValues {
  readonly link: Link;
  readonly wait: Wait | undefined;
  readonly caller: Caller | undefined;
  readonly publicUrl: string;
  readonly token: string | undefined;
}

// Controls, direction marks, and what mail programs would turn into a link.
const unsafeInSubject = /[\p{Cc}\p{Cf}]|:\/\/|www\.|\S\.\S|[@<>]/u;

/** The directory as a subject names it: tenants choose their names freely, so odd ones give way to the domain. */
export function directoryInSubject(link: Link): string {
  const name = directoryName(link);
  return name.length > 60 || unsafeInSubject.test(name) ? directoryDomain(link) : name;
}

/** The directory's name in the text of a mail. */
export const directoryInMail = (link: Link): string => notLinked(directoryName(link));

/** The ticket's number: the caller's text, so nothing in it becomes a link. */
export const ticketInMail = (link: Link): string | undefined =>
  link.request.ticket && notLinked(link.request.ticket.id);

/** Where a mailed link goes; undefined when the question is answered or was never asked. */
export function mailedUrl(
  { wait, publicUrl, token }: MailValues,
  path: "/consent" | "/accept",
): string | undefined {
  if (!wait || wait.decision || token === undefined) return undefined;
  return `${publicUrl}${path}?t=${encodeURIComponent(token)}`;
}

export const hostOf = (publicUrl: string): string => new URL(publicUrl).host;
