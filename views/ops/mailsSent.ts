import { codes, type Code } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { timeOf } from "./times";

/** Each mail by the name that the row keeps: what it is, and which of the two people gets it. */
const mails: Readonly<Record<string, readonly [what: string, to: "administrator" | "account"]>> = {
  askConsent: ["Asks for consent", "administrator"],
  remindConsent: ["Reminder: consent", "administrator"],
  askConfirmation: ["Asks to confirm the account", "administrator"],
  remindConfirmation: ["Reminder: confirm the account", "administrator"],
  askSignIn: ["Asks to sign in", "account"],
  remindSignIn: ["Reminder: sign in", "account"],
  askAdministrator: ["Asks to sign in once more", "administrator"],
  remindAdministrator: ["Reminder: sign in once more", "administrator"],
  linkedAdministrator: ["Linked, and how to end it", "administrator"],
  linkedAccount: ["Linked, and how to begin", "account"],
  remindWritebackAdministrator: ["Reminder: write-back steps", "administrator"],
  remindWritebackAccount: ["Reminder: write-back steps", "account"],
  writebackClosed: ["Write-back was not signed off", "administrator"],
  notNeeded: ["Not needed", "administrator"],
  askEnd: ["Asks to end the access", "administrator"],
  remindEnd: ["Reminder: end the access", "administrator"],
  endedAdministrator: ["The access has ended", "administrator"],
  endedAccount: ["The access has ended", "account"],
  stoppedAdministrator: ["The request has ended", "administrator"],
  stoppedAccount: ["The request has ended", "account"],
};

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
  if (mails[name]?.[1] === "account") return link.request.account.email;
  return n > 0 ? administratorAt(link, n) : link.administrator.email;
}

interface Refused {
  readonly mailRefused?: { readonly mail: string; readonly code: Code; readonly at: string } | null;
}

const refused = ({ mailRefused }: Refused): Html | undefined =>
  mailRefused
    ? html`<p class="note">
        The mail service refused “${mails[mailRefused.mail]?.[0] ?? mailRefused.mail}”,
        ${timeOf(mailRefused.at)}: ${codes[mailRefused.code]}.
      </p>`
    : undefined;

const one = (link: Link, { key, at }: Link["mails"][number]): Html => {
  const { name } = readKey(key);
  return html`<li>
    <strong>${mails[name]?.[0] ?? name}</strong> to ${addressOf(link, key)}
    <span class="abs">${timeOf(at)}</span>
  </li>`;
};

/** Kind, reader and time of every mail; never what it linked to. */
export const mailsSent = (link: Link & Refused): Html =>
  html`${refused(link)}
  ${
    link.mails.length === 0
      ? html`<p class="soft">None yet.</p>`
      : html`<ul class="mails">
          ${link.mails.map((mail) => one(link, mail))}
        </ul>`
  }`;
