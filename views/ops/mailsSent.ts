import type { MailName } from "../../domain/contract";
import { codes } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { readerOfMail } from "../../domain/mailReaders";
import { html, type Html } from "../html";
import { timeOf } from "./times";

/** Each mail in a few words. */
const mails: Readonly<Record<MailName, string>> = {
  askConsent: "Asks for consent",
  remindConsent: "Reminder: consent",
  askConfirmation: "Asks to confirm the account",
  remindConfirmation: "Reminder: confirm the account",
  askSignIn: "Asks to sign in",
  remindSignIn: "Reminder: sign in",
  askAdministrator: "Asks to sign in once more",
  remindAdministrator: "Reminder: sign in once more",
  linkedAdministrator: "Linked, and how to end it",
  linkedAccount: "Linked, and how to begin",
  remindWritebackAdministrator: "Reminder: write-back steps",
  remindWritebackAccount: "Reminder: write-back steps",
  writebackClosed: "Write-back was not signed off",
  notNeeded: "Not needed",
  askEnd: "Asks to end the access",
  remindEnd: "Reminder: end the access",
  endedAdministrator: "The access has ended",
  endedAccount: "The access has ended",
  stoppedAdministrator: "The request has ended",
  stoppedAccount: "The request has ended",
};
const isMail = (name: string): name is MailName => Object.hasOwn(mails, name);
const mailWords = (name: string): string => (isMail(name) ? mails[name] : name);

/** Keys read name-wait-reminder. */
const readKey = (key: string) => {
  const [name = key, n = "0"] = key.split("-");
  return { name, n: Number(n) };
};

/** Who was the administrator when wait `n` mailed: the last one named before it. */
function administratorAt({ request, pastWaits }: Link, n: number): string {
  const named = pastWaits.filter((wait) => wait.n < n && wait.decision?.to);
  return named.at(-1)?.decision?.to?.email ?? request.administrator.email;
}

function addressOf(link: Link, key: string): string {
  const { name, n } = readKey(key);
  if (readerOfMail(name) === "account") return link.request.account.email;
  return n > 0 ? administratorAt(link, n) : link.administrator.email;
}

const refused = ({ mailRefused }: Link): Html | undefined =>
  mailRefused
    ? html`<p class="note">
        The mail service refused “${mailWords(mailRefused.mail)}”, ${timeOf(mailRefused.at)}:
        ${codes[mailRefused.code]}.
      </p>`
    : undefined;

const one = (link: Link, { key, at }: Link["mails"][number]): Html => {
  const { name } = readKey(key);
  return html`<li>
    <strong>${mailWords(name)}</strong> to ${addressOf(link, key)}
    <span class="abs">${timeOf(at)}</span>
  </li>`;
};

/** Kind, reader and time of every mail; never what it linked to. */
export const mailsSent = (link: Link): Html =>
  html`${refused(link)}
  ${
    link.mails.length === 0
      ? html`<p class="soft">None yet.</p>`
      : html`<ul class="mails">
          ${link.mails.map((mail) => one(link, mail))}
        </ul>`
  }`;
