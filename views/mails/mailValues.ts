import type { Link } from "../../domain/link";
import type { Wait } from "../../domain/wait";
import type { Caller } from "../../domain/ports";
import type { Reader } from "../../domain/mailedToken";
import { directoryDomain, directoryName } from "../aboutLink";
import { notLinked } from "../notLinked";

/** What every mail is made from. */
export interface MailValues {
  readonly link: Link;
  readonly wait: Wait | undefined;
  readonly caller: Caller | undefined;
  readonly publicUrl: string;
  /** The administrator's token of the wait (the account holder's, where only they are asked). */
  readonly token: string | undefined;
  /** The account holder's token of a wait that both are asked. */
  readonly accountToken: string | undefined;
  /** The two standing links that end the access: the administrator's, and the account holder's. */
  readonly endToken: string | undefined;
  readonly giveBackToken: string | undefined;
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

const urlOf = (publicUrl: string, path: string, token: string): string =>
  `${publicUrl}${path}?t=${encodeURIComponent(token)}`;

/** Where a mailed link goes; undefined when the question is answered or was never asked. */
export function mailedUrl(
  { wait, publicUrl, token }: MailValues,
  path: "/consent" | "/accept" | "/end",
): string | undefined {
  if (!wait || wait.decision || token === undefined) return undefined;
  return urlOf(publicUrl, path, token);
}

/** The open question about write-back; both people are asked it at once. */
export const openWriteback = ({ wait }: Link): Wait | undefined =>
  wait?.what === "writeback" && !wait.decision ? wait : undefined;

/** Where the steps for write-back are; undefined when they are not asked about (any more). */
export function writebackUrl(values: MailValues, reader: Reader): string | undefined {
  const token = reader === "account" ? values.accountToken : values.token;
  if (!openWriteback(values.link) || token === undefined) return undefined;
  return urlOf(values.publicUrl, "/writeback", token);
}

/** Where the reader ends the access, or gives it back. */
export function endUrl(values: MailValues, reader: Reader): string | undefined {
  const token = reader === "account" ? values.giveBackToken : values.endToken;
  return token === undefined ? undefined : urlOf(values.publicUrl, "/end", token);
}

export const hostOf = (publicUrl: string): string => new URL(publicUrl).host;
