import type { Examples } from "./apiCall";

const asked = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};

/** Bodies of `POST /api/v1/links`; a test sends each. */
export const linkRequests: Examples = {
  shortest: { summary: "What is always needed", value: asked },
  everything: {
    summary: "With a ticket that hears of it, an end date and password write-back",
    value: {
      ...asked,
      administrator: { ...asked.administrator, name: "Contoso IT", language: "en" },
      account: { ...asked.account, name: "Partner operations", kind: "microsoft" },
      access: "full",
      accessUntil: "2040-01-31T00:00:00Z",
      passwordWriteback: true,
      ticket: {
        id: "CHG-4711",
        url: "https://tickets.example/CHG-4711",
        callbackUrl: "https://tickets.example/hooks/links",
      },
      respondWithinDays: { consent: 7, signIn: 7, writeback: 14 },
    },
  },
  leastRoles: {
    summary: "Only the roles that password write-back needs",
    value: { ...asked, access: "passwordWriteback", passwordWriteback: true },
  },
  namedRoles: {
    summary: "Roles by name, to be activated when they are needed",
    value: {
      ...asked,
      access: { roles: ["User Administrator", "Global Reader"] },
      assignment: "eligible",
    },
  },
};

const reason = "Asked for by the customer on the phone";

export const administrators: Examples = {
  somebodyElse: {
    summary: "Somebody else is asked",
    value: { email: "second.admin@contoso.onmicrosoft.com", name: "Contoso IT", reason },
  },
};
export const reasons: Examples = {
  why: { summary: "With a reason, which is kept", value: { reason } },
};
export const ends: Examples = {
  ...reasons,
  somebodyElse: {
    summary: "Somebody else than who agreed is asked",
    value: { reason, administrator: { email: "second.admin@contoso.onmicrosoft.com" } },
  },
};
export const erasures: Examples = { nothing: { summary: "Nothing is to be said", value: {} } };
export const extensions: Examples = {
  week: { summary: "A week longer", value: { days: 7, reason } },
};
export const searches: Examples = {
  administrator: {
    summary: "Every link of an administrator or an account",
    value: { address: "admin@contoso.onmicrosoft.com", top: 20 },
  },
};
export const webhookTests: Examples = {
  receiver: { summary: "Your receiver", value: { url: "https://tickets.example/hooks/links" } },
};
