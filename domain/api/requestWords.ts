/** What a field of `POST /api/v1/links` means, and what its schema cannot say: by its path in the body. */
export const requestWords: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  directory: {
    description: "The directory: one of its domains, for example its onmicrosoft.com one",
  },
  administrator: { description: "Who is asked to agree" },
  account: { description: "Who gets the access" },
  "account.email": {
    description: "Where the account holder gets mail and signs in with; no plus-address",
    format: "email",
  },
  "account.name": { description: "Shown to the administrator, in quotes" },
  "account.kind": {
    description:
      "microsoft: a personal Microsoft account; work: one of another directory; any: what they sign in with",
  },
  "account.homeTenantId": {
    description: "With kind `work`: the tenant that the account has to come from",
  },
  "account.oneTimePasscode": {
    description: "Whether an account that signs in by mailed passcodes may get a privileged role",
  },
  access: {
    description:
      "full: Global Administrator; passwordWriteback: the least roles for it; or built-in roles by name or template id",
    default: "full",
  },
  assignment: {
    description: "active: held all the time; eligible: activated when needed (Entra ID P2)",
  },
  accessUntil: {
    description: "When the access is to end; after all deadlines of this request",
    default: null,
  },
  passwordWriteback: {
    description: "Also check password write-back, and mail the steps that people have to do",
  },
  setWritebackFlag: {
    description: "With passwordWriteback: also set the directory's own flag for it",
  },
  reason: { description: "Why; shown to the administrator as your words. No web addresses" },
  ticket: { description: "The case in your system" },
  "ticket.id": {
    description: "While its link is open, posting the same ticket again answers that link",
  },
  "ticket.url": { description: "Where people find the case" },
  "ticket.callbackUrl": {
    description: "Where events are posted to; on a host that is declared for you",
  },
  respondWithinDays: { description: "How long each person has time to answer" },
  "respondWithinDays.consent": { description: "The administrator" },
  "respondWithinDays.signIn": { description: "The account holder" },
  "respondWithinDays.writeback": { description: "Who signs off password write-back" },
};

/** The same for a search by address. */
export const searchWords: typeof requestWords = {
  address: { description: "Of the administrator or the account", format: "email" },
  top: { description: "How many links a page has at most" },
  continuation: { description: "From the page before this one" },
};

/** The same for somebody who is asked. */
export const administratorWords: typeof requestWords = {
  email: { description: "Gets the mail; no plus-address", format: "email" },
  name: { description: "How the mail greets them" },
  language: { description: "Of mails and pages; English is the one there is" },
};

/** The same for what actions take. */
export const reasonWords: typeof requestWords = {
  reason: { description: "Why, in your words: kept with the link and in its evidence" },
};
export const extendWords: typeof requestWords = {
  ...reasonWords,
  days: { description: "How many days longer" },
};
export const endWords: typeof requestWords = {
  ...reasonWords,
  administrator: {
    description: "Who is to be asked, where it is not who agreed, or their address was erased",
  },
};

/** The same for the test of a receiver. */
export const webhookTestWords: typeof requestWords = {
  url: { description: "Https, on a host that is declared for you", format: "uri" },
};
