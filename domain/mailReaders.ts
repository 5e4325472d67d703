import type { MailName } from "./contract";
import type { Reader } from "./mailedToken";

/** Whom each mail is for; evidence names the role, never the address. */
export const mailReaders: Readonly<Record<MailName, Reader>> = {
  askConsent: "administrator",
  remindConsent: "administrator",
  askConfirmation: "administrator",
  remindConfirmation: "administrator",
  askSignIn: "account",
  remindSignIn: "account",
  askAdministrator: "administrator",
  remindAdministrator: "administrator",
  linkedAdministrator: "administrator",
  linkedAccount: "account",
  remindWritebackAdministrator: "administrator",
  remindWritebackAccount: "account",
  writebackClosed: "administrator",
  notNeeded: "administrator",
  askEnd: "administrator",
  remindEnd: "administrator",
  endedAdministrator: "administrator",
  endedAccount: "account",
  stoppedAdministrator: "administrator",
  stoppedAccount: "account",
};
const isMail = (name: string): name is MailName => Object.hasOwn(mailReaders, name);

export const readerOfMail = (name: string): Reader | null =>
  isMail(name) ? mailReaders[name] : null;
