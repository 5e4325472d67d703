import type { MailName } from "../domain/contract";
import type { Mail } from "../domain/ports";
import { askAdministrator } from "./mails/askAdministrator";
import { askConfirmation } from "./mails/askConfirmation";
import { askConsent } from "./mails/askConsent";
import { askEnd } from "./mails/askEnd";
import { askSignIn } from "./mails/askSignIn";
import { endedAccount } from "./mails/endedAccount";
import { endedAdministrator } from "./mails/endedAdministrator";
import { linkedAccount } from "./mails/linkedAccount";
import { linkedAdministrator } from "./mails/linkedAdministrator";
import type { MailValues } from "./mails/mailValues";
import { notNeeded } from "./mails/notNeeded";
import { remindWriteback } from "./mails/remindWriteback";
import { stoppedAccount } from "./mails/stoppedAccount";
import { stoppedAdministrator } from "./mails/stoppedAdministrator";
import { writebackClosed } from "./mails/writebackClosed";

/** The mail of this name, or undefined when there is nobody to tell. */
export function mailFor(mail: MailName, values: MailValues): Mail | undefined {
  switch (mail) {
    case "askConsent":
    case "remindConsent":
      return askConsent(mail, values);
    case "askConfirmation":
    case "remindConfirmation":
      return askConfirmation(mail, values);
    case "askSignIn":
    case "remindSignIn":
      return askSignIn(mail, values);
    case "askAdministrator":
    case "remindAdministrator":
      return askAdministrator(mail, values);
    case "linkedAdministrator":
      return linkedAdministrator(values);
    case "linkedAccount":
      return linkedAccount(values);
    case "remindWritebackAdministrator":
      return remindWriteback("administrator", values);
    case "remindWritebackAccount":
      return remindWriteback("account", values);
    case "writebackClosed":
      return writebackClosed(values);
    case "notNeeded":
      return notNeeded(values);
    case "askEnd":
    case "remindEnd":
      return askEnd(mail, values);
    case "endedAdministrator":
      return endedAdministrator(values);
    case "endedAccount":
      return endedAccount(values);
    case "stoppedAdministrator":
      return stoppedAdministrator(values);
    case "stoppedAccount":
      return stoppedAccount(values);
  }
}
