import type { ReplyRow } from "./row";

/** Replies that say nothing of what was asked (Graph: Throttling guidance, Error responses). */
export const unanswered: readonly ReplyRow[] = [
  {
    name: "noAnswer",
    from: ["graph", "entra", "mail"],
    when: [{ status: [-1] }],
    code: "graph_unavailable",
    class: "transient",
    words:
      "Microsoft did not answer. We try again by ourselves; if it stays so, look at Microsoft’s service health page and try again later.",
  },
  {
    name: "askedToWait",
    from: ["graph", "entra", "mail"],
    when: [{ status: [429] }],
    code: "throttled_by_graph",
    class: "throttled",
    seconds: 10,
    words:
      "Microsoft is busy and asks us to wait. Nothing is lost: we go on by ourselves after that time.",
  },
  {
    name: "awayForAWhile",
    from: ["graph", "entra", "mail"],
    when: [{ status: ["5xx"], waits: true }],
    code: "throttled_by_graph",
    class: "throttled",
    seconds: 10,
    words:
      "Microsoft’s service is away for a while and says for how long. Nothing is lost: we go on by ourselves after that time.",
  },
  {
    name: "addressNotFound",
    from: ["graph"],
    when: [{ call: ["invite"], status: ["5xx"], says: /unable to find target address/i }],
    code: "graph_unavailable",
    class: "transient",
    words:
      "Microsoft could not find the invited address at this moment. We try some times more; if it stays so, check that the address is right and can get mail.",
  },
  {
    name: "failedOverThere",
    from: ["graph", "entra", "mail"],
    when: [{ status: ["5xx"] }],
    code: "graph_unavailable",
    class: "transient",
    words:
      "Microsoft’s service had an error of its own. We try again by ourselves; if it stays so, look at Microsoft’s service health page and try again later.",
  },
  {
    // A connection that ends within the answer: Graph's client gives the status that came first.
    name: "cutShort",
    from: ["graph", "mail"],
    when: [{ status: ["2xx", "3xx"] }],
    code: "graph_unavailable",
    class: "transient",
    words: "Microsoft’s answer could not be read to its end. We look again by ourselves.",
  },
];
