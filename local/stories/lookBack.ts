import { readFileSync } from "node:fs";
import { linkSchema, type Link } from "../../domain/link";
import type { Stack } from "../stack";
import { readEngine } from "../stack/readEngine";
import { readRows, type Row } from "../stack/readRows";
import { localApiKey } from "../localSettings";
import { callsBeyond } from "./callsBeyond";
import { loadMicrosoftTables, refusedByMicrosoft } from "./microsoftTables";
import { secretsLeft, type LeftText, type Secret, type Sought } from "./secretsLeft";
import type { Witness } from "./witness";

export interface LookedBack {
  readonly "secrets left behind": string;
  readonly "calls beyond the plan": string;
  /** What could not be compared. */
  readonly note: string | undefined;
}

const listed = (items: readonly string[]): string => items.join(", ") || "none";

/** What the story left behind, and what was called on the way. Ends the host: its file is read. */
export async function lookBack(stack: Stack, witness: Witness): Promise<LookedBack> {
  await stack.stopHost();
  const rows = await readRows(stack.connectionString);
  const link = linkOf(rows);
  const texts = textsOf(stack, rows);
  mustBeThere(texts, link);
  const tables = loadMicrosoftTables();
  const requests = stack.sandbox.requests();
  return {
    "secrets left behind": listed([
      ...secretsLeft(texts, soughtBy(stack, witness, link)),
      ...openSessions(rows, link),
    ]),
    "calls beyond the plan": listed([
      ...callsBeyond(requests, link),
      ...(tables ? refusedByMicrosoft(requests, tables) : []),
    ]),
    // Only who has Microsoft's tables beside the project can miss the comparison.
    note:
      tables || !process.env["CI"] ? undefined : "calls were not compared with Microsoft's tables",
  };
}

function linkOf(rows: readonly Row[]): Link {
  const row = rows.find(({ rowKey }) => rowKey === "link");
  if (!row) throw new Error("The link has no row.");
  return linkSchema.parse(JSON.parse(String(row["doc"])));
}

function textsOf({ settings, logFile, sandbox }: Stack, rows: readonly Row[]): LeftText[] {
  const engine = readEngine(settings["STATE_FILE"] ?? "");
  return [
    { where: "engine history", text: engine.rows },
    { where: "engine file", text: engine.bytes },
    { where: "rows", text: JSON.stringify(rows) },
    { where: "host's log", text: readFileSync(logFile, "utf8") },
    {
      where: "ticket",
      text: sandbox
        .tickets()
        .map(({ body }) => body)
        .join("\n"),
    },
  ];
}

/** An empty text would hold no secret either. */
function mustBeThere(texts: readonly LeftText[], { id }: Link): void {
  const signs: Partial<Record<LeftText["where"], string>> = { "host's log": "/api/v1/links" };
  const empty = texts.find(({ where, text }) => !text.includes(signs[where] ?? id));
  if (empty) throw new Error(`The ${empty.where} cannot be searched: the link is not in it.`);
}

function soughtBy(stack: Stack, witness: Witness, link: Link): Sought {
  const seen = witness.secrets(stack.sandbox);
  if (!seen.some(({ what }) => what === "mailed token"))
    throw new Error("Nobody saw a mailed token: looking for secrets would prove nothing.");
  const { people } = stack.sandbox.facts;
  const { administrator, account, reason, ticket } = link.request;
  const own = [administrator.name, account.name, link.administrator.name, reason];
  const said = [...link.pastWaits, ...(link.wait ? [link.wait] : [])].map(
    ({ decision }) => decision?.reason,
  );
  return {
    secrets: [...seen, ...keysOf(stack)],
    sessionIds: sessionIdsOf(link),
    names: [...people.map(({ name }) => name), ...own, ...said].filter(
      (name) => name !== undefined,
    ),
    ticketId: ticket?.id ?? "",
  };
}

/** What the app was given to keep: by text, and signing and sealing keys by their bytes too. */
function keysOf({ settings, connectionString }: Stack): Secret[] {
  const keys = ["SIGNING_KEYS", "SEALING_KEYS"].flatMap((name) => {
    const text = settings[name]?.split(":")[1] ?? "";
    const bytes = Buffer.from(text, "base64url");
    const what = name === "SIGNING_KEYS" ? "signing key" : "sealing key";
    return [text, bytes.toString("base64"), bytes.toString("hex")].map((value) => ({
      what,
      value,
    }));
  });
  return [
    ...keys,
    { what: "identity header", value: settings["IDENTITY_HEADER"] ?? "" },
    { what: "storage key", value: /AccountKey=([^;]+)/.exec(connectionString)?.[1] ?? "" },
    { what: "API key", value: localApiKey },
  ].filter(({ value }) => value !== "");
}

function sessionIdsOf({ pastWaits, wait, consent, ending }: Link): string[] {
  const proofs = [...pastWaits, ...(wait ? [wait] : [])].map(({ decision }) => decision?.consent);
  const ids = [...proofs, ending?.proof, consent].map((one) => one?.sessionId ?? "");
  return [...new Set(ids)].filter((id) => id !== "");
}

const openSessions = (rows: readonly Row[], { outcome }: Link): string[] =>
  outcome !== null && rows.some(({ rowKey }) => rowKey?.startsWith("session-"))
    ? ["sealed session of a link that is over"]
    : [];
