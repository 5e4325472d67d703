import { linkId, type LinkId } from "./ids";
import type { Keys } from "./ports";

/** Which of the two people a mailed link is for. */
export type Reader = "administrator" | "account";

/** The number of the two links that end the access: they belong to no wait. */
export const standing = 0;

/** What a mailed link carries: whose link, which wait (or `standing`), and a secret of 256 bits. */
export interface MailedToken {
  readonly linkId: LinkId;
  readonly n: number;
  readonly token: string;
}

const shape = /^([a-z2-7]{26})\.(0|[1-9]\d{0,5})\.[A-Za-z0-9_-]{43}$/;

/** Made from a key instead of kept, so that the row holds its hash only and a reminder mails the same. */
export function makeMailedToken(
  keys: Pick<Keys, "mac">,
  id: LinkId,
  wait: { n: number; kid: string; reader?: Reader },
): string {
  const subject = `${id}.${String(wait.n)}`;
  const secret = wait.reader === "account" ? `${subject}.account` : subject;
  return `${subject}.${keys.mac("mail", secret, wait.kid)}`;
}

/** Undefined for anything that does not look like a mailed token; the hash in the row decides the rest. */
export function readMailedToken(text: string | undefined): MailedToken | undefined {
  const found = shape.exec(text ?? "");
  if (!found) return undefined;
  return { linkId: linkId.parse(found[1]), n: Number(found[2]), token: found[0] };
}
