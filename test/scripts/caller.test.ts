import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { callers } from "../../adapters/callers";

const run = (args: readonly string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/caller.mjs", ...args], {
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};
const helpdesk = [
  ...["--id", "helpdesk", "--name", "Northwind Helpdesk", "--domain", "northwind.example"],
  ...["--role", "Links.Request", "--role", "Links.Read"],
  ...["--callback", "tickets.northwind.example"],
];
const app = "fab00000-0000-4000-8000-00000000a003";
const apiKeyIn = (text: string) => /dl_[\w-]{43}/.exec(text)?.[0] ?? "";
const webhookKeyIn = (text: string) => /whsec_[\w+/=]+/.exec(text)?.[0] ?? "";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const entryOf = (stdout: string) => {
  const [entry] = callers.parse(`[${stdout}]`);
  if (!entry) throw new Error("there is no entry");
  return entry;
};

describe("npm run caller", () => {
  it("prints an entry that the product takes, and the keys that belong to it", () => {
    const { status, stdout, stderr } = run([...helpdesk, "--app", app]);
    expect(status).toBe(0);
    expect(entryOf(stdout)).toEqual({
      id: "helpdesk",
      displayName: "Northwind Helpdesk",
      domain: "northwind.example",
      apiKeyHashes: [sha256(apiKeyIn(stderr))],
      roles: ["Links.Request", "Links.Read"],
      callbackHosts: ["tickets.northwind.example"],
      appIds: [app],
      webhookKeys: [webhookKeyIn(stderr)],
    });
    expect(stdout).not.toContain(apiKeyIn(stderr));
    expect(apiKeyIn(run(helpdesk).stderr)).not.toBe(apiKeyIn(stderr));
  });

  it("prints a list of one with --list, as callers.json holds it", () => {
    const { status, stdout } = run([...helpdesk, "--list"]);
    expect(status).toBe(0);
    expect(callers.parse(stdout)).toMatchObject([{ id: "helpdesk" }]);
  });

  it("gives new keys beside the old ones, then says that there are two already", () => {
    const first = run(helpdesk);
    const second = run(["--rotate"], first.stdout);
    expect(second.status).toBe(0);
    expect(entryOf(second.stdout)).toEqual({
      ...entryOf(first.stdout),
      apiKeyHashes: [sha256(apiKeyIn(second.stderr)), sha256(apiKeyIn(first.stderr))],
      webhookKeys: [webhookKeyIn(second.stderr), webhookKeyIn(first.stderr)],
    });
    const third = run(["--rotate"], second.stdout);
    expect([third.status, third.stdout]).toEqual([1, ""]);
    expect(third.stderr).toContain("apiKeyHashes and webhookKeys hold two keys already");
  });

  it("explains itself to who asks, on standard output", () => {
    const { status, stdout, stderr } = run(["--help"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("--rotate --entry helpdesk.json > helpdesk.new.json");
  });

  it("names everything that is wrong with the options at once", () => {
    const wrong = ["--role", "Links.Own", "--callback", "https://a.example/", "--app", "tickets"];
    const { status, stdout, stderr } = run(["--id", "HELP", "--domain", "a.example", ...wrong]);
    expect([status, stdout]).toEqual([1, ""]);
    for (const words of [
      "--id: caller ids are",
      "--name is missing",
      "--role: roles are Links.Request, Links.Read, Links.Operate",
      "--callback: callbackHosts are hosts as in a URL",
      "--app: ",
    ])
      expect(stderr).toContain(words);
    expect(apiKeyIn(stderr) + webhookKeyIn(stderr)).toBe("");
  });

  it.each<[string, readonly string[], string, string?]>([
    ["no arguments", [], "Make a caller"],
    [
      "a domain that is none",
      [...helpdesk, "--domain", "not a domain"],
      "--domain: must be a domain",
    ],
    [
      "an address of this machine",
      [...helpdesk, "--callback", "127.0.0.1"],
      "--callback: callbackHosts are names",
    ],
    [
      "an IPv6 address",
      [...helpdesk, "--callback", "[::1]:8443"],
      "--callback: callbackHosts are names",
    ],
    [
      "a public address",
      [...helpdesk, "--callback", "20.1.2.3:8443"],
      "--callback: callbackHosts are names",
    ],
    [
      "a role while it rotates",
      ["--rotate", "--role", "Links.Read"],
      "--role cannot be given with --rotate",
    ],
    [
      "an entry without --rotate",
      [...helpdesk, "--entry", "x.json"],
      "--entry belongs to --rotate",
    ],
    ["an entry that the shell emptied", ["--rotate"], "the shell emptied it"],
    ["no role", helpdesk.slice(0, 6), "--role is missing"],
    ["an unknown option", [...helpdesk, "--owner", "me"], "--owner"],
    ["an entry that is no JSON", ["--rotate"], "one JSON object", "helpdesk"],
    ["a list of entries", ["--rotate"], "one JSON object", "[]"],
    [
      "a file that is not there",
      ["--rotate", "--entry", "nowhere.json"],
      "--entry nowhere.json: there is no such file",
    ],
    ["an entry with an unknown field", ["--rotate"], '"key"', '{"id":"a","key":"secret-value"}'],
  ])("with %s makes no key and says why", (_what, args, words, input = "") => {
    const { status, stdout, stderr } = run(args, input);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(words);
    expect(apiKeyIn(stderr) + webhookKeyIn(stderr)).toBe("");
    expect(stderr).not.toContain("secret-value");
  });
});
