import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import { linkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Wait, WaitKind } from "../domain/wait";
import { readMailedToken } from "../domain/mailedToken";
import type { Caller, Clock, Keys } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { findWait, isOver } from "../domain/waits";
import { only, readBody } from "./doors";
import { makeCookie, readCookie, Refused, seeOther, type PageSettings } from "./page";

export interface MailedPorts {
  readonly links: Links;
  readonly keys: Keys;
  readonly callers: readonly Caller[];
  readonly settings: PageSettings;
  readonly now: Clock;
}

/** Which page: the administrator's or the account holder's, and which questions it asks. */
export interface MailedPage {
  readonly name: "consent" | "signIn";
  readonly path: "/consent" | "/accept";
  readonly asks: readonly WaitKind[];
}
export const consent: MailedPage = {
  name: "consent",
  path: "/consent",
  asks: ["consent", "confirmation", "administrator"],
};
export const accept: MailedPage = { name: "signIn", path: "/accept", asks: ["signIn"] };

/** What a mailed link opens: the link, its question, and who asked. */
export interface Opened {
  readonly link: Link;
  readonly wait: Wait;
  readonly caller: Caller;
  /** The cookie of the mailed link in this browser; its forms are bound to it. */
  readonly cookie: string;
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

/** Opens the question behind the cookie of a mailed link, whether it is still open or not. */
export async function openMailed(
  ports: MailedPorts,
  page: MailedPage,
  opener: { request: HttpRequest; id: string | undefined },
): Promise<Opened> {
  const id = linkId.safeParse(opener.id);
  if (!id.success) throw new Refused("not_found", { status: 404 });
  const cookie = readCookie(ports.settings, opener.request, cookieName(page, id.data)) ?? "";
  const mailed = readMailedToken(cookie.split("~")[0]);
  if (mailed?.linkId !== id.data) throw new Refused("browser_mismatch", { status: 403 });
  const link = await ports.links.read(id.data);
  const wait = link && findWait(link, mailed.n);
  if (
    !link ||
    !wait ||
    !page.asks.includes(wait.what) ||
    wait.tokenHash !== ports.keys.sha256(mailed.token)
  )
    throw new Refused("not_found", { status: 404 });
  const caller = ports.callers.find((one) => one.id === link.callerId);
  if (!caller) throw new Refused("not_found", { status: 404 });
  return { link, wait, caller, cookie };
}

export const isOpen = ({ link, wait }: Opened): boolean =>
  link.wait?.n === wait.n && wait.decision === null;

const formSubject = (page: MailedPage, cookie: string): string => `${page.name} ${cookie}`;

/** The anti-forgery token of a page: only a form that we made for this browser's cookie carries it. */
export const formToken = (keys: Keys, page: MailedPage, cookie: string): string =>
  keys.mac("form", formSubject(page, cookie));

/** Browsers say where a form comes from (Fetch Metadata); what comes from elsewhere is refused. */
const isFromElsewhere = (request: HttpRequest): boolean =>
  (request.headers.get("sec-fetch-site") ?? "same-origin") !== "same-origin";

/** A form post from one of our pages on an open question, in time; anything else is refused. */
export async function openForm(
  ports: MailedPorts,
  page: MailedPage,
  request: HttpRequest,
): Promise<Opened & { form: URLSearchParams }> {
  const type = request.headers.get("content-type") ?? "";
  const body = type.startsWith("application/x-www-form-urlencoded")
    ? await readBody(request)
    : undefined;
  if (body === undefined) throw new Refused("form_expired", { status: 400 });
  const form = new URLSearchParams(body);
  const opened = await openMailed(ports, page, { request, id: only(form, "id") });
  const { link, wait, caller } = opened;
  const isOurs = ports.keys.verify(
    "form",
    formSubject(page, opened.cookie),
    only(form, "csrf") ?? "",
  );
  if (!isOurs || isFromElsewhere(request)) throw new Refused("form_expired", { status: 403 });
  if (!isOpen(opened)) throw new Refused("already_decided", { status: 410, link, caller });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return { ...opened, form };
}
