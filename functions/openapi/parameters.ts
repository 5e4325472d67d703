import { schemaRef } from "./responses";

const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
const query = (name: string, description: string, schema: object) => ({
  name,
  in: "query",
  description,
  schema,
});
const header = (name: string, description: string, schema: object) => ({
  ...query(name, description, schema),
  in: "header",
});

/** Every parameter of the API, by the name that calls use. */
export const parameters = {
  LinkId: {
    ...query("id", "The link's id", { type: "string", pattern: "^[a-z2-7]{26}$" }),
    in: "path",
    required: true,
    example: "mrh3kxzq2w7nqe5c4tbo6yjd2a",
  },
  IdempotencyKey: header(
    "Idempotency-Key",
    "Any text of yours (1 to 200 printable characters, no spaces) that is new for each link. The same key with the same body answers the same link for 30 days, so a call whose answer was lost can simply be sent again. Without it `ticket.id` is the key, as long as its link is open.",
    { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
  ),
  IfNoneMatch: header(
    "If-None-Match",
    "The ETag that you have; the answer is 304 while nothing changed",
    text(200),
  ),
  Prefer: header(
    "Prefer",
    "`wait=20`: hold the answer up to so many seconds (at most 30) until something changes; together with If-None-Match",
    text(100),
  ),
  DryRun: query(
    "dryRun",
    "`true`: check everything and show the plan; nothing is started and nobody gets a mail",
    { type: "string", enum: ["true", "false"] },
  ),
  Ticket: query("ticket", "Only links of this ticket id", text(100)),
  Directory: query("directory", "Only links of this domain, as it was asked for", text(253)),
  Status: query("status", "Only links with this status", schemaRef("Status")),
  WaitingOn: query("waitingOn", "Only links that wait for these", schemaRef("WaitingOn")),
  Top: query("top", "How many at most", {
    ...{ type: "integer", minimum: 1, maximum: 100, default: 50 },
  }),
  Continuation: query("continuation", "From the page before this one", text(400)),
  AfterSeq: query("after", "Only events after this seq", {
    ...{ type: "integer", minimum: 0, default: 0 },
  }),
  AfterCursor: query(
    "after",
    "The cursor of the answer before; without it the feed begins with your oldest event",
    text(400),
  ),
} as const;

export type ParameterName = keyof typeof parameters;
