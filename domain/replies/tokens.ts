import type { Asked, ReplyRow } from "./row";
import { passing, policies } from "./signInPages";

/** Later tokens for the administrator's session: nobody is at a page then. */
const token: readonly Asked[] = ["token"];
const anyToken: readonly Asked[] = ["code", "token"];

/**
 * Refusals of the token endpoint (Entra: AADSTS error codes, Handle errors in the token endpoint).
 * Here the numbers count: "not there yet" and "bad proof of our own" share one `error`.
 */
export const tokens: readonly ReplyRow[] = [
  {
    name: "appNotThereYet",
    from: ["entra"],
    when: [{ call: token, aadsts: [7000229, 700016, 700011] }],
    code: "consent_not_visible_yet",
    class: "settling",
    words:
      "The directory does not know our application yet, usual in the first minutes after consent. We look again by ourselves; if it stays so, the application was removed there and an administrator has to agree again.",
  },
  {
    // Settles within a minute of the consent; long after it, the code has to lead to the
    // administrator, who alone can grant again what was taken away.
    name: "consentNotThereYet",
    from: ["entra"],
    when: [{ call: token, aadsts: [65001] }],
    code: "session_lapsed",
    class: "settling",
    words:
      "The directory does not show the administrator’s consent. We look again for some minutes; after that the administrator has to sign in and agree again by the newest mail.",
  },
  {
    name: "tooManyAlike",
    from: ["entra"],
    when: [{ call: anyToken, aadsts: [50196] }],
    code: "throttled_by_graph",
    class: "throttled",
    seconds: 60,
    words:
      "Microsoft counted too many sign-ins of the same kind in a short time. We wait a minute and go on by ourselves.",
  },
  {
    name: "tokenBusy",
    from: ["entra"],
    when: [
      { call: anyToken, code: ["temporarily_unavailable"] },
      { call: anyToken, aadsts: passing },
    ],
    code: "graph_unavailable",
    class: "transient",
    words:
      "Microsoft’s sign-in service is busy at this moment. We try again by ourselves; if it stays so, look at Microsoft’s service health page.",
  },
  {
    name: "codeUsed",
    from: ["entra"],
    when: [{ call: anyToken, aadsts: [54005] }],
    code: "callback_refused",
    class: "final",
    words:
      "The answer that came back from Microsoft was used already, as happens when a page is reloaded. Begin again from the mailed link, in one go and in one window.",
  },
  {
    name: "otherBrowser",
    from: ["entra"],
    when: [{ call: anyToken, aadsts: [501481] }],
    code: "callback_refused",
    class: "final",
    words:
      "The answer that came back from Microsoft belongs to another sign-in than the one begun here. Begin again from the mailed link, in one go and in one window.",
  },
  {
    name: "policyEndsSession",
    from: ["entra"],
    when: [{ call: token, aadsts: policies }],
    code: "session_lapsed",
    class: "needsPerson",
    words:
      "A security policy of the directory does not let us go on without the administrator. The administrator has to sign in again by the newest mail, from a device and network that the policy accepts.",
  },
  {
    name: "sessionEnded",
    from: ["entra"],
    when: [{ call: token, aadsts: [700082, 70008, 50173, 70043] }],
    code: "session_lapsed",
    class: "needsPerson",
    words:
      "The administrator’s session has come to its end or was revoked. The administrator has to sign in again by the newest mail; then the work goes on.",
  },
  {
    name: "signInAgain",
    from: ["entra"],
    when: [
      {
        call: token,
        code: ["invalid_grant", "interaction_required", "login_required", "consent_required"],
      },
    ],
    code: "session_lapsed",
    class: "needsPerson",
    words:
      "Microsoft wants to see the administrator again, for example for a second factor. The administrator has to sign in again by the newest mail; then the work goes on.",
  },
  {
    name: "signInRefused",
    from: ["entra"],
    when: [{}],
    code: "callback_refused",
    class: "final",
    words:
      "The answer that came back from Microsoft does not fit the sign-in that was begun here. Begin again from the mailed link; if it happens twice, tell the people who asked you.",
  },
];
