import { secretsLeft, type LeftText, type Sought } from "../../../local/stories/secretsLeft";

const token = "abcdefghijklmnopqrstuvwxyz.3.Q1w2E3r4T5y6U7i8O9p0~+/=";
const sought: Sought = {
  secrets: [{ what: "mailed token", value: token }],
  sessionIds: ["0123456789abcdef"],
  names: ["Grace Adler", "Turn on (write-back)"],
  ticketId: "CHG-4711",
};
const found = (where: LeftText["where"], text: string): string[] =>
  secretsLeft([{ where, text }], sought);
const everywhere = ["engine history", "engine file", "rows", "host's log", "ticket"] as const;
const outsideRows = ["engine history", "engine file", "host's log", "ticket"] as const;

describe("secretsLeft", () => {
  it("finds nothing where nothing is", () => {
    const text =
      '{"id":"abcdefghijklmnopqrstuvwxyz","role":"62e90394-69f5-4237-9190-012177145e10"}';
    expect(everywhere.flatMap((where) => found(where, text))).toEqual([]);
  });

  it.each(everywhere)("finds a secret in the %s, and does not repeat it", (where) => {
    expect(found(where, `before ${token} after`)).toContain(`mailed token in the ${where}`);
    expect(found(where, `before ${token} after`).join()).not.toContain(token);
  });

  it.each([
    ["an address", encodeURIComponent(token)],
    ["base64", Buffer.from(token).toString("base64")],
    ["base64url", Buffer.from(token).toString("base64url")],
    ["hex", Buffer.from(token).toString("hex")],
  ])("finds a secret as it looks in %s", (_how, text) => {
    expect(found("rows", text)).toEqual(["mailed token in the rows"]);
  });

  it.each([
    ["JWT", "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQi"],
    ["access token", `"EwB${"aB3-_".repeat(13)}"`],
    ["access token", `"EwC${"aB3-_".repeat(13)}"`],
    ["access token", '{"access_token":1}'],
    ["refresh token", `1.AR${"aB3-_".repeat(13)}`],
    ["refresh token", "grant=refresh_token"],
    ["redeem URL", "http://127.0.0.1:1/redeem?rd=x"],
    ["redeem URL", '{"inviteRedeemUrl":1}'],
  ])("knows a %s by its shape, everywhere", (what, text) => {
    for (const where of everywhere) expect(found(where, text)).toContain(`${what} in the ${where}`);
  });

  it("takes nothing else for a token that only looks a little like one", () => {
    expect(found("rows", `sealed:${"aB3-_".repeat(6)}EwB${"aB3-_".repeat(20)} v1.AR1 EwB`)).toEqual(
      [],
    );
  });

  it.each(outsideRows)("finds ids of sessions, addresses and names in the %s", (where) => {
    expect(found(where, "0123456789abcdef")).toEqual([`session id in the ${where}`]);
    expect(found(where, "to partner.ops@outlook.com")).toEqual([`e-mail address in the ${where}`]);
    expect(found(where, "by grace ADLER.")).toEqual([`name or words of a person in the ${where}`]);
    expect(found(where, '"Turn on (write-back)"')).toEqual([
      `name or words of a person in the ${where}`,
    ]);
  });

  it("leaves the rows what they are for: people, ticket and the ids of their sessions", () => {
    expect(found("rows", "0123456789abcdef a@b.example Grace Adler CHG-4711 /x?id=1")).toEqual([]);
  });

  it("leaves the ticket its id, and nobody else", () => {
    expect(found("ticket", "CHG-4711")).toEqual([]);
    expect(found("engine history", "CHG-4711")).toEqual(["ticket id in the engine history"]);
    expect(found("host's log", "CHG-4711")).toEqual(["ticket id in the host's log"]);
  });

  it.each(["t", "id", "code", "state", "anything"])("finds the query ?%s= in the log", (name) => {
    expect(found("host's log", `"uri":"/consent?${name}=1"`)).toEqual([
      "query string in the host's log",
    ]);
  });

  it("says the same once", () => {
    const text = { where: "rows" as const, text: token };
    expect(secretsLeft([text, text], sought)).toEqual(["mailed token in the rows"]);
  });
});
