import { withEvent, type Change } from "../domain/changes";
import type { Activity, MailName } from "../domain/contract";
import { makeMailedToken, standing, type Reader } from "../domain/mailedToken";
import { LinkError, type Code } from "../domain/errors";
import { erasedAddress } from "../domain/erasure";
import type { LinkId } from "../domain/ids";
import { mailReaders, readerOfMail } from "../domain/mailReaders";
import type { Link } from "../domain/link";
import type { Wait } from "../domain/wait";
import type { Caller, Clock, Keys, Mail, Mailer } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { findWait } from "../domain/waits";
import { mailFor } from "../views/mails";
import { loadForStep } from "./loadForStep";

interface Ports {
  readonly links: Links;
  readonly mailer: Mailer;
  readonly keys: Pick<Keys, "mac">;
  readonly callers: readonly Caller[];
  readonly publicUrl: string;
  readonly now: Clock;
}

interface Sent {
  readonly mail: MailName;
  /** Names the mail among those of its link; each reminder of a wait is a mail of its own. */
  readonly key: string;
  readonly n: number;
  /** Which reminder of the wait it is; 0 for other mails. */
  readonly reminder: number;
}

/** Older ones belong to waits that nobody mails about any more. */
const mailsKept = 60;

const wasSent = (link: Link, key: string): boolean => link.mails.some((mail) => mail.key === key);

const reminded = (wait: Wait | null, { n, reminder }: Sent): Wait | null =>
  wait?.n === n && wait.reminded < reminder ? { ...wait, reminded: reminder } : wait;

/** A mail that reached a person answers for those before it that did not. */
const stillRefused = ({ mailRefused }: Link, sent: MailName): Link["mailRefused"] =>
  mailRefused && readerOfMail(mailRefused.mail) !== mailReaders[sent] ? mailRefused : null;

/** That a mail will not go out by trying again stands in the link, whatever the story makes of it. */
function refused(link: Link, mail: MailName, { at, code }: { at: string; code: Code }) {
  const before = link.mailRefused;
  if (before?.mail === mail && before.code === code) return undefined;
  const mailRefused = { mail, code, at };
  return withEvent({ ...link, mailRefused }, "mail.refused", { mail, code });
}

/** What is in the row once the mail is out; undefined where it all is there already. */
function noted(link: Link, sent: Sent, at: string): Change | undefined {
  const wait = reminded(link.wait, sent);
  const isNew = !wasSent(link, sent.key);
  const mailRefused = stillRefused(link, sent.mail);
  if (!isNew && wait === link.wait && mailRefused === link.mailRefused) return undefined;
  const mails = isNew ? [...link.mails, { key: sent.key, at }].slice(-mailsKept) : link.mails;
  const events: Change["events"] = isNew ? [{ type: "mail.sent", data: { mail: sent.mail } }] : [];
  return { link: { ...link, wait, mails, mailRefused }, events };
}

/** Links to the end may outlive the key they were made with: what was mailed stays good, new mails do without. */
function unlessKeyGone(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof LinkError && error.code === "signing_key_gone") return undefined;
    throw error;
  }
}

/** The secrets of the links that a mail may carry; those of the end belong to no wait. */
function tokensOf(keys: Pick<Keys, "mac">, { id, standing: ends }: Link, wait: Wait | undefined) {
  const forWait = (reader: Reader) => wait && makeMailedToken(keys, id, { ...wait, reader });
  const forEnd = (reader: Reader) =>
    ends && unlessKeyGone(() => makeMailedToken(keys, id, { n: standing, kid: ends.kid, reader }));
  return {
    token: forWait("administrator"),
    accountToken: wait?.accountTokenHash ? forWait("account") : undefined,
    endToken: forEnd("administrator") ?? undefined,
    giveBackToken: forEnd("account") ?? undefined,
  };
}

async function send(
  { links, mailer, now }: Ports,
  { linkId, mail, message }: { linkId: LinkId; mail: MailName; message: Mail },
): Promise<void> {
  try {
    await mailer.send(message);
  } catch (error) {
    if (error instanceof LinkError && ["needsPerson", "final"].includes(error.class)) {
      const { code } = error;
      await links.change(linkId, (link) => refused(link, mail, { at: now(), code }));
    }
    throw error;
  }
}

/** Sends one mail and notes it: a process that dies in between sends again. Normally once, at least once. */
export const createSendMail =
  (ports: Ports): Activity<"sendMail"> =>
  async ({ linkId, mail, n, reminder = 0 }) => {
    const { links, keys, callers, publicUrl, now } = ports;
    const link = await loadForStep(links, linkId);
    const wait = findWait(link, n);
    const sent = { mail, n, reminder, key: [mail, wait?.n ?? 0, reminder].join("-") };
    const caller = callers.find((one) => one.id === link.callerId);
    const message = mailFor(mail, { link, wait, caller, publicUrl, ...tokensOf(keys, link, wait) });
    if (!message || message.to === erasedAddress) return null;
    if (!wasSent(link, sent.key)) await send(ports, { linkId, mail, message });
    await links.change(linkId, (row) => noted(row, sent, now()));
    return null;
  };
