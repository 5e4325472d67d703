import type { ReplyRow } from "./row";

/** What every Graph call may be answered (Graph: Error responses; Entra: Claims challenges). */
export const anyGraphCall: readonly ReplyRow[] = [
  {
    // A background worker cannot meet the challenge, only the person can.
    name: "claimsChallenge",
    from: ["graph"],
    when: [{ status: [401], says: /insufficient_claims|continuous access evaluation/i }],
    code: "session_lapsed",
    class: "needsPerson",
    words:
      "The directory ended the administrator’s session, for example after a new password or policy. The administrator has to sign in again by the newest mail; then the work goes on.",
  },
  {
    // Each try of a step has a new token; when that does not help, the code leads to the administrator.
    name: "tokenRefused",
    from: ["graph"],
    when: [{ status: [401] }],
    code: "session_lapsed",
    class: "transient",
    words:
      "The administrator’s session is not valid any more. The administrator has to sign in again by the newest mail; then the work goes on.",
  },
  {
    name: "notThereYet",
    from: ["graph"],
    when: [{ status: [404] }],
    code: "account_not_visible_yet",
    class: "settling",
    words:
      "The directory does not show what was just made, usual for up to 15 minutes. We look again by ourselves; if it stays so, somebody has removed it.",
  },
  {
    // Right after consent or a new role the directory is still copying: worth waiting, then an operator.
    name: "denied",
    from: ["graph"],
    when: [{ status: [403] }],
    code: "graph_refused",
    class: "settling",
    words:
      "A permission or role that this needs is missing, or is not shown yet. We try again for some minutes; if it stays so, an operator has to look.",
  },
  {
    name: "graphRefused",
    from: ["graph"],
    when: [{}],
    code: "graph_refused",
    class: "final",
    words:
      "Microsoft refused the call, and trying again as it is will not help. An operator has to look at the evidence and decide.",
  },
];
