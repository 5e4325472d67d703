import { createWitness } from "../../../local/stories/witness";

const long = (name: string): string => `${name}-${"x".repeat(20)}`;
const noMails = { mails: () => [] };
const noCookies = { of: () => ({}) };

describe("createWitness", () => {
  it("keeps what stands in the addresses on the way", () => {
    const witness = createWitness();
    const hops = [
      `http://localhost:1/consent?t=${long("t")}`,
      `http://127.0.0.1:2/authorize?state=${long("s")}&login_hint=${long("hint")}`,
      `http://localhost:1/consent/callback?code=${long("c")}&state=${long("s")}`,
      `http://127.0.0.1:2/redeem?rd=${long("r")}`,
    ];
    witness.saw({ hops }, noCookies);
    expect(witness.secrets(noMails)).toEqual([
      { what: "mailed token", value: long("t") },
      { what: "state", value: long("s") },
      { what: "code", value: long("c") },
      { what: "redeem URL", value: `?rd=${long("r")}` },
    ]);
  });

  it("keeps the cookies of every host, whole and in their parts", () => {
    const witness = createWitness();
    const jar = {
      of: (host: string): Record<string, string> =>
        host === "localhost" ? { a: `${long("a")}~${long("b")}` } : { c: long("c"), short: "yes" },
    };
    witness.saw({ hops: ["http://localhost:1/", "http://127.0.0.1:2/"] }, jar);
    expect(witness.secrets(noMails).map(({ value }) => value)).toEqual([
      `${long("a")}~${long("b")}`,
      long("a"),
      long("b"),
      long("c"),
    ]);
  });

  it("keeps every mailed token, also those that nobody opened", () => {
    const content = `<a href="http://localhost:1/end?t=${long("unread")}">End</a>`;
    const mail = { contentType: "html" as const, content };
    const secrets = createWitness().secrets({ mails: () => [mail as never] });
    expect(secrets).toEqual([{ what: "mailed token", value: long("unread") }]);
  });
});
