import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../local/freePort";

// A folder of its own, so that nobody's local.settings.json is written over.
const folder = mkdtempSync(join(tmpdir(), "directory-link-func-"));
const file = (name: string) => join(folder, name);

/** Plays `func`: notes how it was called and what it found; then ends, or stays until it is told to. */
const stub = (version: string, stays: boolean) => `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
if (process.argv[2] === "--version") { console.log("${version}"); process.exit(); }
const { Values } = JSON.parse(readFileSync("local.settings.json", "utf8"));
const endpoints = [...Values.AzureWebJobsStorage.matchAll(/(\\w+)Endpoint=([^;]+)/g)];
(async () => {
  const discovery = Values.ENTRA_AUTHORITY + "/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration";
  const seen = { argv: process.argv.slice(2), runtime: Values.FUNCTIONS_WORKER_RUNTIME, publicUrl: Values.PUBLIC_URL };
  seen.sandbox = (await fetch(discovery)).status;
  seen.storage = {};
  for (const [, name, url] of endpoints) seen.storage[name] = [url, (await fetch(url + "?comp=list")).headers.get("server")];
  writeFileSync("seen.json", JSON.stringify(seen));
  ${stays ? 'process.on("SIGTERM", () => { writeFileSync("told.json", "1"); process.exit(0); }); setInterval(() => {}, 1000);' : "process.exit(3);"}
})();
`;

function installFunc(version: string, stays = false): void {
  writeFileSync(file("bin/func"), stub(version, stays));
  chmodSync(file("bin/func"), 0o755);
}

async function startProgram() {
  const ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) };
  const child = spawn(process.execPath, [file("func.cjs")], {
    cwd: folder,
    env: {
      ...process.env,
      ...ports,
      PATH: [file("bin"), dirname(process.execPath)].join(delimiter),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number, said }));
  return { child, ports, ended };
}

async function isOpen(port: string): Promise<boolean> {
  const socket = connect(Number(port), "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

interface Seen {
  readonly storage: Record<string, [url: string, server: string]>;
}
const seen = (): Seen => JSON.parse(readFileSync(file("seen.json"), "utf8")) as Seen;

/** Ports of storage and sandbox on which somebody still listens. */
async function leftOpen({ SANDBOX_PORT }: { SANDBOX_PORT: string }): Promise<string[]> {
  const ports = Object.values(seen().storage).map(([url]) => new URL(url).port);
  const open = await Promise.all(
    [SANDBOX_PORT, ...ports].map(async (port) => [port, await isOpen(port)]),
  );
  return open.flatMap(([port, is]) => (is ? [String(port)] : []));
}

describe("npm run func", () => {
  beforeAll(() => {
    const args = ["--bundle", "--platform=node", "--packages=external", "--log-level=error"];
    const outfile = `--outfile=${file("func.cjs")}`;
    execFileSync(resolve("node_modules/.bin/esbuild"), ["local/func.ts", ...args, outfile]);
    symlinkSync(resolve("node_modules"), file("node_modules"));
    writeFileSync(file("package.json"), "{}");
    mkdirSync(file("bin"));
  });
  beforeEach(() =>
    ["seen.json", "told.json"].forEach((name) => rmSync(file(name), { force: true })),
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  it("says what to install where there is no func, and how to go on without", async () => {
    rmSync(file("bin/func"), { force: true });
    const { code, said } = await (await startProgram()).ended;
    expect(code).toBe(1);
    expect(said).toContain("npm i -g azure-functions-core-tools@4");
    expect(said).toContain("npm start");
    expect(existsSync(file("local.settings.json"))).toBe(false);
  });

  it.each(["3.0.5682", "4.0.7317", "5.0.0", "no version"])(
    "refuses version %s",
    async (version) => {
      installFunc(version);
      const { code, said } = await (await startProgram()).ended;
      expect(code).toBe(1);
      expect(said).toContain(`This func is version ${version}; Node 24 needs 4.4 or a later 4.x`);
      expect(existsSync(file("local.settings.json"))).toBe(false);
    },
  );

  it("gives func storage and sandbox, and ends with it", async () => {
    installFunc("4.15.1");
    const { ports, ended } = await startProgram();
    const { code, said } = await ended;
    expect(said).toContain("func ended (3)");
    expect(code).toBe(3);
    expect(seen()).toMatchObject({
      ...{ argv: ["start", "--port", ports.PORT], runtime: "node", sandbox: 200 },
      publicUrl: `http://localhost:${ports.PORT}`,
    });
    const { storage } = seen();
    expect(Object.keys(storage).sort()).toEqual(["Blob", "Queue", "Table"]);
    for (const [name, [, server]] of Object.entries(storage))
      expect(server).toMatch(new RegExp(`^Azurite-${name}/`));
    expect(await leftOpen(ports)).toEqual([]);
  });

  it("ends everything on Ctrl-C", async () => {
    installFunc("4.15.1", true);
    const { child, ports, ended } = await startProgram();
    while (!existsSync(file("seen.json"))) await pause(50);
    expect(await leftOpen(ports)).toHaveLength(4);
    child.kill("SIGINT");
    const { code } = await ended;
    expect(code).toBe(130);
    expect(existsSync(file("told.json"))).toBe(true);
    expect(await leftOpen(ports)).toEqual([]);
  });
});
