/** A text that something left behind. */
export interface LeftText {
  readonly where: "engine history" | "engine file" | "rows" | "host's log" | "ticket";
  readonly text: string;
}

export interface Secret {
  /** What it is, in one or two words: a finding never repeats the secret. */
  readonly what: string;
  readonly value: string;
}

/** What is looked for. */
export interface Sought {
  /** To be found nowhere. */
  readonly secrets: readonly Secret[];
  /** Ids of sealed sessions: only the link's own rows may name them. */
  readonly sessionIds: readonly string[];
  /** Names of people, and what people wrote: only rows may have them. */
  readonly names: readonly string[];
  /** The ticket may have it too. */
  readonly ticketId: string;
}

type Finding = readonly [what: string, isFound: boolean];

/** What shows itself by its shape, whoever made it: tokens, also those that only app and Microsoft saw. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ["JWT", /eyJ[A-Za-z0-9_-]{10,}\./],
  ["access token", /access_token|(?<![\w-])Ew[BC][\w-]{60,}/],
  ["refresh token", /refresh_token|(?<![\w-])1\.AR[\w-]{60,}/],
  ["redeem URL", /redeem\?|inviteRedeemUrl/],
];
const address = /[\w.+'-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/i;
const query = /[?&][\w-]+=/;

/** A value as it is, and as it looks in an address, in base64 and in hex. */
const spellings = (value: string): string[] => [
  ...[value, encodeURIComponent(value)],
  ...(["base64", "base64url", "hex"] as const).map((way) => Buffer.from(value).toString(way)),
];

const hasSecret = (text: string, { value }: Secret): boolean =>
  spellings(value).some((one) => text.includes(one));

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<!\\w)${word.replace(/[^\w\s]/g, "\\$&")}(?!\\w)`, "i").test(text);

function findings({ where, text }: LeftText, sought: Sought): Finding[] {
  const secrets = sought.secrets.map((one): Finding => [one.what, hasSecret(text, one)]);
  const byShape = shapes.map(([what, shape]): Finding => [what, shape.test(text)]);
  if (where === "rows") return [...secrets, ...byShape];
  return [
    ...secrets,
    ...byShape,
    ["session id", sought.sessionIds.some((id) => text.includes(id))],
    ["e-mail address", address.test(text)],
    ["name or words of a person", sought.names.some((name) => hasWord(text, name))],
    ["ticket id", where !== "ticket" && text.includes(sought.ticketId)],
    ["query string", where === "host's log" && query.test(text)],
  ];
}

/** What was found where it must not be: "code in the host's log". */
export function secretsLeft(texts: readonly LeftText[], sought: Sought): string[] {
  const found = texts.flatMap((one) =>
    findings(one, sought)
      .filter(([, isFound]) => isFound)
      .map(([what]) => `${what} in the ${one.where}`),
  );
  return [...new Set(found)];
}
