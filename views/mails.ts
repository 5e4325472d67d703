import type { MailName } from "../domain/contract";
import type { Mail } from "../domain/ports";
import { askAdministrator } from "./mails/askAdministrator";
import { askConfirmation } from "./mails/askConfirmation";
import { askConsent } from "./mails/askConsent";
import { askSignIn } from "./mails/askSignIn";
import { linkedAccount } from "./mails/linkedAccount";
import { linkedAdministrator } from "./mails/linkedAdministrator";
import type { MailValues } from "./mails/mailValues";
import { stoppedAccount } from "./mails/stoppedAccount";
import { stoppedAdministrator } from "./mails/stoppedAdministrator";

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
    case "stoppedAdministrator":
      return stoppedAdministrator(values);
    case "stoppedAccount":
      return stoppedAccount(values);
  }
}
