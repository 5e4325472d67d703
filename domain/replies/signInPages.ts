import type { Asked, ReplyRow } from "./row";

const redirect: readonly Asked[] = ["redirect"];

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
    words:
      "Microsoft’s sign-in page is busy at this moment. Wait some minutes and begin again from the mailed link.",
  },
  {
    name: "needsAdministrator",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [90093, 90094] }],
    code: "needs_administrator",
    class: "needsPerson",
    words:
      "In this directory only an administrator may grant what is asked for. Begin again with an administrator’s account, or pass the request on to a colleague who has one.",
  },
  {
    name: "notInDirectory",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [50020, 51004, 50014, 16000] }],
    code: "account_not_in_directory",
    class: "needsPerson",
    words:
      "The account that signed in is not in this directory. Sign out of Microsoft or use a private window, and begin again with an account of the directory; after a fresh invitation, wait some minutes first.",
  },
  {
    // The last two: cross-tenant access settings of one side or the other.
    name: "policyBlocks",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [...policies, 500212, 500213] }],
    code: "device_or_policy_blocks",
    class: "needsPerson",
    words:
      "A security policy of the directory blocks this sign-in, for example from this device, place or organisation. Use a device and network that the policy accepts, or ask the people who look after it, then begin again.",
  },
  {
    name: "tenantRestrictions",
    from: ["entra"],
    when: [{ call: redirect, aadsts: [500021, 500022] }],
    code: "tenant_restrictions",
    class: "needsPerson",
    words:
      "The network you are in does not let you sign in to this directory. Use another network, or ask the people who look after yours to allow it, then begin again.",
  },
  {
    // The token endpoint says so too, and then an operator reads it.
    name: "appNotUsable",
    from: ["entra"],
    when: [{ aadsts: [650052, 650056, 650057, 65005, 500011] }],
    code: "app_not_usable_there",
    class: "needsPerson",
    words:
      "This application, or a Microsoft service that it needs, is not set up in the directory. Tell the people who asked you: an operator has to look at the registration and at what the directory subscribes to.",
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
    words:
      "You cancelled on Microsoft’s page, or Microsoft did not let you agree. The request is still open: begin again from the mailed link, or decline it on our page.",
  },
];
