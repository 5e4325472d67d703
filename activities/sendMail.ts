import { withEvent, type Change } from "../domain/changes";
import type { Activity, MailName } from "../domain/contract";
import { makeMailedToken } from "../domain/mailedToken";
import type { Link, Wait } from "../domain/link";
import type { Caller, Clock, Keys, Mailer } from "../domain/ports";
import type { Links, MailLog } from "../domain/storagePorts";
import { findWait, remindersDue } from "../domain/waits";
import { mailFor } from "../views/mails";
import { loadForStep } from "./loadForStep";

interface Ports {
  readonly links: Links;
  readonly mailLog: MailLog;
  readonly mailer: Mailer;
  readonly keys: Pick<Keys, "mac">;
  readonly callers: readonly Caller[];
  readonly publicUrl: string;
  readonly now: Clock;
}

const isReminder = (mail: MailName): boolean => mail.startsWith("remind");

/** Each reminder of a wait is a mail of its own. */
const mailKey = (mail: MailName, wait: Wait | undefined, count: number): string =>
  [mail, wait?.n ?? 0, isReminder(mail) ? count : 0].join("-");

const reminded = (link: Link, n: number, count: number): Change | undefined =>
  link.wait?.n === n && link.wait.reminded < count
    ? { link: { ...link, wait: { ...link.wait, reminded: count } }, events: [] }
    : undefined;

/** Sends one mail: intent, send, sent. A stale intent sends again: normally once, at least once. */
export const createSendMail =
  (ports: Ports): Activity<"sendMail"> =>
  async ({ linkId, mail, n }) => {
    const { links, mailLog, mailer, keys, publicUrl, now } = ports;
    const link = await loadForStep(links, linkId);
    const wait = findWait(link, n);
    const count = wait ? remindersDue(wait, now()) : 0;
    const key = mailKey(mail, wait, count);
    const caller = ports.callers.find((one) => one.id === link.callerId);
    const token = wait ? makeMailedToken(keys, linkId, wait) : undefined;
    const message = mailFor(mail, { link, wait, caller, publicUrl, token });
    if (message && (await mailLog.begin(linkId, key))) {
      await mailer.send(message);
      await mailLog.sent(linkId, key);
      await links.change(linkId, (row) => withEvent(row, "mail.sent", { mail }));
    }
    if (isReminder(mail)) await links.change(linkId, (row) => reminded(row, n, count));
    return null;
  };
