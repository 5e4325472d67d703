import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Caller, Keys } from "../domain/ports";
import type { Wait } from "../domain/wait";
import { isOver } from "../domain/waits";
import { only, readBody } from "./doors";
import {
  isOpen,
  openMailed,
  type Mailed,
  type MailedPage,
  type MailedPorts,
  type Opened,
} from "./mailedLink";
import { Refused } from "./page";

/** Whose form it is: a page, a browser's cookie, and the question that the page showed. */
interface FormOf {
  readonly cookie: string;
  readonly n: number;
}

const formSubject = (page: MailedPage, { cookie, n }: FormOf): string =>
  `${page.name} ${cookie} ${String(n)}`;

/** The anti-forgery token of a page: only a form that we made for this browser and this question carries it. */
export const formToken = (keys: Keys, page: MailedPage, of: FormOf): string =>
  keys.mac("form", formSubject(page, of));

/** Browsers say where a form comes from (Fetch Metadata); what comes from elsewhere is refused. */
export const isFromElsewhere = (request: HttpRequest): boolean =>
  (request.headers.get("sec-fetch-site") ?? "same-origin") !== "same-origin";

const isForm = (request: HttpRequest): boolean =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get("content-type") ?? "");

/** The fields of a form post of at most 16 KiB; anything else is refused. */
export async function readForm(request: HttpRequest): Promise<URLSearchParams> {
  const body = isForm(request) ? await readBody(request) : undefined;
  if (body === undefined) throw new Refused("form_expired", { status: 400 });
  return new URLSearchParams(body);
}

/** Refuses a form that this browser did not get from us. */
export function requireOurForm(
  ports: MailedPorts,
  page: MailedPage,
  posted: FormOf & { request: HttpRequest; form: URLSearchParams },
): void {
  const { request, form } = posted;
  const isOurs = ports.keys.verify("form", formSubject(page, posted), only(form, "csrf") ?? "");
  if (!isOurs || isFromElsewhere(request)) throw new Refused("form_expired", { status: 403 });
}

const passedOn: readonly (string | undefined)[] = ["forwarded", "notMe"];

/** Why a question takes no answer any more, by name; undefined while it is open. */
export function closedBy(
  link: Link,
  wait: Wait | undefined,
): "link_passed_on" | "link_expired" | "already_decided" | "link_replaced" | undefined {
  if (!wait) return "link_replaced";
  if (isOpen({ link, wait })) return undefined;
  if (passedOn.includes(wait.decision?.type)) return "link_passed_on";
  if (wait.decision?.type === "expired") return "link_expired";
  return wait.decision ? "already_decided" : "link_replaced";
}

export type Form = Opened & { readonly form: URLSearchParams };

/** A form post from one of our pages on an open question, in time; anything else is refused. */
export async function openForm(
  ports: MailedPorts,
  page: MailedPage,
  request: HttpRequest,
): Promise<Form> {
  const form = await readForm(request);
  const opened = await openMailed(ports, page, { request, id: only(form, "id") });
  const { link, wait, caller, cookie } = opened;
  requireOurForm(ports, page, { request, form, cookie, n: wait.n });
  const closed = closedBy(link, wait);
  if (closed) throw new Refused(closed, { status: 410, link, caller });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return { ...opened, form };
}

/** A button that the page does not have. */
export const unknownAction = (
  { link, caller }: Pick<Mailed, "link"> & { caller: Caller },
  againUrl: string,
): Refused => new Refused("form_expired", { status: 400, link, caller, againUrl });
