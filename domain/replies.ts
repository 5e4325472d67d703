import { anyGraphCall } from "./replies/anyGraphCall";
import { invitations } from "./replies/invitations";
import { mails } from "./replies/mails";
import { roles } from "./replies/roles";
import { fits, type Reply, type ReplyRow } from "./replies/row";
import { signInPages } from "./replies/signInPages";
import { tokens } from "./replies/tokens";
import { unanswered } from "./replies/unanswered";

export type { Reply, ReplyRow } from "./replies/row";
export { policyWords } from "./replies/policyWords";

/**
 * What every refusal by Microsoft means for us. The first row that fits counts, so the narrow ones
 * stand before the wide ones.
 */
export const replies: readonly ReplyRow[] = [
  ...unanswered,
  ...invitations,
  ...roles,
  ...anyGraphCall,
  ...signInPages,
  ...tokens,
  ...mails,
];

/** The row of a reply; each source's last row takes what no other one does. */
export function replyFor(reply: Reply): ReplyRow {
  const row = replies.find(
    ({ from, when }) => from.includes(reply.from) && when.some((one) => fits(one, reply)),
  );
  if (!row) throw new Error(`the table of replies has no last row for ${reply.from}`);
  return row;
}

/** Seconds to wait before the next try, where the row is one of waiting. */
export const secondsFor = (row: ReplyRow, { retryAfter }: Reply): number =>
  row.class === "throttled" ? (retryAfter ?? row.seconds ?? 0) : 0;

/** Seconds of a Retry-After header; Microsoft sends whole seconds, never a date. */
export function readRetryAfter(header: string | null | undefined): number | null {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

const numbersIn = (description: string): number[] =>
  [...description.matchAll(/AADSTS(\d{4,7})\b/g)].map(([, digits]) => Number(digits));

/** What a redirect back from Microsoft says against us; undefined where it says nothing of the kind. */
export function entraError(query: URLSearchParams): ReplyRow | undefined {
  const code = query.get("error");
  if (code === null) return undefined;
  const message = query.get("error_description") ?? "";
  const subcode = query.get("error_subcode") ?? "";
  const aadsts = numbersIn(message);
  const call = "redirect";
  return replyFor({
    from: "entra",
    call,
    status: 302,
    code,
    subcode,
    message,
    aadsts,
    retryAfter: null,
  });
}
