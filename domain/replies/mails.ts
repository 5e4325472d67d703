import type { ReplyRow } from "./row";

/** Refusals of a mail of ours (Graph: user: sendMail, Error responses; Exchange: error codes). */
export const mails: readonly ReplyRow[] = [
  {
    name: "badRecipient",
    from: ["mail"],
    when: [{ code: ["ErrorInvalidRecipients"] }],
    code: "mail_not_accepted",
    class: "needsPerson",
    words:
      "The mail service did not accept the mail, most often because the address is mistyped or not there. Name another address or correct our mail settings, then try again.",
  },
  {
    name: "noMailbox",
    from: ["mail"],
    when: [{ code: ["ErrorInvalidUser", "MailboxNotEnabledForRESTAPI"] }],
    code: "mail_not_accepted",
    class: "needsPerson",
    words:
      "The mailbox that we send from is not there or cannot be used. An operator has to mend the sender in our settings, then try again.",
  },
  {
    // It is our own token, not the administrator's, and the next one may be good.
    name: "mailTokenRefused",
    from: ["mail"],
    when: [{ status: [401] }],
    code: "mail_not_accepted",
    class: "transient",
    words:
      "The mail service did not accept our own sign-in at this moment. We try again by ourselves; if it stays so, an operator has to look.",
  },
  {
    name: "sendAsDenied",
    from: ["mail"],
    when: [{ code: ["ErrorSendAsDenied"] }],
    code: "mail_not_accepted",
    class: "needsPerson",
    words:
      "We may not send in the name of the mailbox in our settings. An operator has to allow it in Exchange, then try again.",
  },
  {
    name: "mailDenied",
    from: ["mail"],
    when: [{ code: ["ErrorAccessDenied"] }, { status: [403] }],
    code: "mail_not_accepted",
    class: "needsPerson",
    words:
      "We may not send mails from this mailbox. An operator has to give our application that right in Exchange, then try again.",
  },
  {
    name: "mailRefused",
    from: ["mail"],
    when: [{}],
    code: "mail_not_accepted",
    class: "needsPerson",
    words:
      "The mail service refused the mail, and trying again as it is will not help. An operator has to look at the evidence and decide.",
  },
];
