import type { LinkView } from "../../domain/linkView";
import type { TicketPost } from "../sandbox/facts";
import type { Line } from "./layout";
import { momentWords } from "./storyTime";

const whom: Readonly<Record<LinkView["waitingOn"], string>> = {
  administrator: "the administrator",
  account: "the account holder",
  directory: "the directory",
  operator: "an operator",
  nobody: "nobody",
};

/** What is over stays so until its end begins: that has to be waited for again. */
export const isOverNow = ({ outcome, status }: LinkView): boolean => outcome === status;

/** Whom a link waits for and until when. */
export function waitingLine(link: LinkView): Line {
  const until = link.expiresAt ? `, until ${momentWords(link.expiresAt)}` : "";
  const why = link.parked ? ` (${link.parked.code ?? "unknown"} in ${link.parked.step})` : "";
  const isOver = isOverNow(link);
  const words = isOver
    ? `over: ${String(link.outcome)}. ${link.nextAction}`
    : `for ${whom[link.waitingOn]}${until}. Next: ${link.nextAction}${why}`;
  return { kind: "waiting", who: isOver ? "link is" : "link waits", words };
}

/** The event of a webhook in one word or two, such as "account.invited". */
export function eventOf(post: Pick<TicketPost, "body">): string {
  const { type } = JSON.parse(post.body) as { type?: string };
  return (type ?? "?").replace(/^directory-link\./, "").replace(/\.v\d+$/, "");
}

/** What the ticket heard since the last look, in one line. */
export function ticketLine(posts: readonly Pick<TicketPost, "body">[], ticketId: string): Line {
  return { kind: "ticket", who: ticketId, words: `hears ${posts.map(eventOf).join(", ")}` };
}
