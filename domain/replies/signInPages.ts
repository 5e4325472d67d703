import type { Asked, ReplyRow } from "./row";

const redirect: readonly Asked[] = ["redirect"];
/** A person is at the page, and reads what to do. */
const atThePage: readonly Asked[] = ["redirect", "code"];

/** Numbers for "please try again" (Entra: AADSTS error codes). */
export const passing = [90006, 90024, 90033, 90055, 90090];
/** Conditional Access, devices and security defaults. */
export const policies = [53000, 53001, 53002, 53003, 53004, 530035];

/**
 * How people come back from Microsoft's pages without success (Entra: Admin consent, Authorization
 * code flow, AADSTS error codes). `error` is looked at first; Microsoft may change the numbers, so
 * they only choose the words of a refusal.
 */
export const signInPages: readonly ReplyRow[] = [
  {
    name: "pageBusy",
    from: ["entra"],
    when: [
      { call: redirect, code: ["temporarily_unavailable", "server_error"] },
      { call: redirect, aadsts: [...passing, 50196] },
    ],
    code: "graph_unavailable",
    class: "transient",
  },
  {
    name: "needsAdministrator",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [90093, 90094] }],
    code: "needs_administrator",
    class: "needsPerson",
  },
  {
    name: "notInDirectory",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [50020, 51004, 50014, 16000] }],
    code: "account_not_in_directory",
    class: "needsPerson",
  },
  {
    // The last two: cross-tenant access settings of one side or the other.
    name: "policyBlocks",
    from: ["entra"],
    when: [{ call: atThePage, aadsts: [...policies, 500212, 500213] }],
    code: "device_or_policy_blocks",
    class: "needsPerson",
  },
  {
    name: "tenantRestrictions",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [500021, 500022] }],
    code: "tenant_restrictions",
    class: "needsPerson",
  },
  {
    // Later tokens are refused so too, and then an operator reads it.
    name: "appNotUsable",
    from: ["entra"],
    when: [{ aadsts: [650052, 650056, 650057, 65005, 500011] }],
    code: "app_not_usable_there",
    class: "needsPerson",
    words:
      "This application, or a Microsoft service that it needs, is not set up in the directory. Tell the people who asked you: an operator has to look at the registration and at what the directory subscribes to.",
  },
  {
    // A second factor, a terms-of-use page or another step that was left out.
    name: "stepLeftOut",
    from: ["entra"],
    when: [
      {
        call: atThePage,
        code: ["interaction_required", "login_required", "account_selection_required"],
      },
    ],
    code: "session_lapsed",
    class: "needsPerson",
  },
  {
    // Usual in the first minute after consent: the tokens are asked for right then.
    name: "consentBeingCopied",
    from: ["entra"],
    when: [{ call: ["code"], aadsts: [65001, 7000229, 700016, 700011] }],
    code: "consent_not_visible_yet",
    class: "settling",
  },
  {
    name: "declined",
    from: ["entra"],
    when: [
      { call: redirect, code: ["access_denied", "consent_required", "permission_denied"] },
      { call: redirect, subcode: ["cancel"] },
      { call: redirect, aadsts: [65004] },
    ],
    code: "consent_declined",
    class: "needsPerson",
  },
];
