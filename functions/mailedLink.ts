import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import { linkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Wait, WaitKind } from "../domain/wait";
import { readMailedToken, type MailedToken, type Reader } from "../domain/mailedToken";
import type { Caller, Clock, Keys } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { findWait } from "../domain/waits";
import { noteDoor } from "./doorNotes";
import { only } from "./doors";
import { makeCookie, readCookie, Refused, seeOther, type PageSettings } from "./page";
import { isProven } from "./provenBrowser";

export interface MailedPorts {
  readonly links: Links;
  readonly keys: Keys;
  readonly callers: readonly Caller[];
  readonly settings: PageSettings;
  readonly now: Clock;
}

/** Which page, and which questions it asks. */
export interface MailedPage {
  readonly name: "consent" | "signIn" | "writeback" | "end";
  readonly path: "/consent" | "/accept" | "/writeback" | "/end";
  readonly asks: readonly WaitKind[];
}
export const consent: MailedPage = {
  name: "consent",
  path: "/consent",
  asks: ["consent", "confirmation", "administrator"],
};
export const accept: MailedPage = { name: "signIn", path: "/accept", asks: ["signIn"] };
export const writeback: MailedPage = {
  name: "writeback",
  path: "/writeback",
  asks: ["writeback"],
};
export const end: MailedPage = { name: "end", path: "/end", asks: ["end"] };

/** A mailed link that is ours: whose it is, and the cookie that its forms are bound to. */
export interface Mailed {
  readonly link: Link;
  readonly caller: Caller;
  readonly mailed: MailedToken;
  /** The cookie of the mailed link in this browser. */
  readonly cookie: string;
}

/** What a mailed link opens: the link, its question, who asked, and whom the mail was for. */
export interface Opened extends Mailed {
  readonly wait: Wait;
  readonly reader: Reader;
  /** True in the browser that just proved an administrator: the question came up on the page they are on. */
  readonly proven: boolean;
}

const cookieName = (page: MailedPage, id: string): string => `dl-${page.name}-${id}`;
const cookieSeconds = 24 * 60 * 60;
export const pageUrl = (page: MailedPage, id: string): string => `${page.path}?id=${id}`;

/** First hop of a mailed link: the token moves into a cookie and leaves the address bar; nothing is read or written. */
export function fromMail(
  { keys, settings }: Pick<MailedPorts, "keys" | "settings">,
  page: MailedPage,
  request: HttpRequest,
): HttpResponseInit | undefined {
  if (!request.query.has("t")) return undefined;
  const mailed = readMailedToken(only(request.query, "t"));
  if (!mailed) throw new Refused("not_found", { status: 404 });
  const name = cookieName(page, mailed.linkId);
  const url = pageUrl(page, mailed.linkId);
  // Opened before in this browser: the forms of its other tabs stay good.
  if (readCookie(settings, request, name)?.startsWith(`${mailed.token}~`)) return seeOther(url);
  const value = `${mailed.token}~${keys.random(16)}`;
  return seeOther(url, [makeCookie(settings, { name, value, maxAge: cookieSeconds })]);
}

/** The link behind the cookie of a mailed link; its token is still to be compared with a hash in the row. */
export async function readMailed(
  ports: MailedPorts,
  page: MailedPage,
  opener: { request: HttpRequest; id: string | undefined },
): Promise<Mailed> {
  const id = linkId.safeParse(opener.id);
  if (!id.success) throw new Refused("not_found", { status: 404 });
  const cookie = readCookie(ports.settings, opener.request, cookieName(page, id.data)) ?? "";
  const mailed = readMailedToken(cookie.split("~")[0]);
  if (mailed?.linkId !== id.data) throw new Refused("browser_mismatch", { status: 403 });
  const link = await ports.links.read(id.data);
  const caller = ports.callers.find((one) => one.id === link?.callerId);
  if (!link || !caller) throw new Refused("not_found", { status: 404 });
  return { link, caller, mailed, cookie };
}

/** Whom a mailed token was made for, by the hashes that the row keeps; undefined for a made-up one. */
export function readerOf(
  hash: string,
  hashes: Readonly<Record<Reader, string | null>>,
): Reader | undefined {
  if (hash === hashes.administrator) return "administrator";
  return hash === hashes.account ? "account" : undefined;
}

/** Opens the question behind the cookie of a mailed link, whether it is still open or not. */
export async function openMailed(
  ports: MailedPorts,
  page: MailedPage,
  opener: { request: HttpRequest; id: string | undefined },
): Promise<Opened> {
  const found = await readMailed(ports, page, opener);
  const { link, mailed } = found;
  const wait = findWait(link, mailed.n);
  const hash = ports.keys.sha256(mailed.token);
  const reader =
    wait && readerOf(hash, { administrator: wait.tokenHash, account: wait.accountTokenHash });
  if (!wait || !reader || !page.asks.includes(wait.what))
    throw new Refused("not_found", { status: 404 });
  noteDoor(opener.request, { linkId: link.id });
  const next = link.wait?.what === "confirmation" ? link.wait : undefined;
  return next && wait.decision?.type === "approved" && isProven(ports, opener.request, link)
    ? { ...found, wait: next, reader, proven: true }
    : { ...found, wait, reader, proven: false };
}

export const isOpen = ({ link, wait }: Pick<Opened, "link" | "wait">): boolean =>
  link.wait?.n === wait.n && wait.decision === null;
