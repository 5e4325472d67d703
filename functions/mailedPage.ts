import type { Link } from "../domain/link";
import type { SignIn } from "../domain/microsoftPorts";
import { isFinished } from "../domain/states";
import { dayMs } from "../domain/time";
import { isOver } from "../domain/waits";
import { decidedPage } from "../views/pages/decidedPage";
import { only, type Door } from "./doors";
import { formToken } from "./mailedForm";
import {
  fromMail,
  isOpen,
  openMailed,
  type MailedPage,
  type MailedPorts,
  type Opened,
} from "./mailedLink";
import { asPage, Refused, renewing, showPage } from "./page";

export type ShowPorts = MailedPorts & { readonly signIn: Pick<SignIn, "signOutUrl"> };

/** What one of the pages shows: its question, and what follows right after the answer. */
interface Show {
  ask(opened: Opened, form: { id: string; csrf: string }, query: URLSearchParams): string;
  /** The page after the answer that was hoped for; undefined where the link went on since. */
  answered(opened: Opened): string | undefined;
  /** Whether the next thing to see comes within moments, so that the page renews itself. */
  renews?(opened: Opened): boolean;
}

/** A mailed link tells how its request ended for a while, then nothing any more. */
const tellsForMs = 14 * dayMs;
const isLongOver = (link: Link, now: string): boolean =>
  isFinished(link.status) && Date.parse(now) - Date.parse(link.since) > tellsForMs;

function view(
  ports: ShowPorts,
  page: MailedPage,
  { opened, show, query }: { opened: Opened; show: Show; query: URLSearchParams },
): string {
  const { link, wait, caller, cookie, reader } = opened;
  if (isLongOver(link, ports.now())) throw new Refused("link_expired", { status: 410 });
  const answered = show.answered(opened);
  if (answered !== undefined) return answered;
  if (wait.decision?.type === "resent")
    throw new Refused("link_replaced", { status: 410, link, caller });
  if (!isOpen(opened)) return decidedPage({ link, caller, wait, reader });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return show.ask(
    opened,
    { id: link.id, csrf: formToken(ports.keys, page, { cookie, n: wait.n }) },
    query,
  );
}

/** A GET on a mailed page reads and shows; mail scanners may open it as they like. */
export const createMailedPage = (ports: ShowPorts, page: MailedPage, show: Show): Door =>
  asPage(async (request) => {
    const moved = fromMail(ports, page, request);
    if (moved) return moved;
    const opened = await openMailed(ports, page, { request, id: only(request.query, "id") });
    const shown = showPage(view(ports, page, { opened, show, query: request.query }));
    return show.renews?.(opened) ? renewing(shown) : shown;
  });
