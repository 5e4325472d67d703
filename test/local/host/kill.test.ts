import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DAY } from "./support/host";

const folder = mkdtempSync(join(tmpdir(), "killed-"));
const file = (name: string) => join(folder, name);
const journal = () =>
  existsSync(file("journal")) ? readFileSync(file("journal"), "utf8").trim().split("\n") : [];

function bundle(name: string, ...options: string[]): void {
  const source = resolve(__dirname, `support/${name}.ts`);
  const esbuild = resolve(__dirname, "../../../node_modules/.bin/esbuild");
  const args = [
    "--bundle",
    "--platform=node",
    "--log-level=error",
    `--outfile=${file(`${name}.cjs`)}`,
  ];
  execFileSync(esbuild, [source, ...args, ...options]);
}

async function startChild(): Promise<ChildProcess> {
  const env = {
    APP: file("killedApp.cjs"),
    STATE: file("engine.db"),
    JOURNAL: file("journal"),
    RELEASE: file("release"),
  };
  const child = fork(file("killedHost.cjs"), { env: { ...process.env, ...env } });
  await once(child, "message");
  return child;
}

async function order(child: ChildProcess, what: object): Promise<unknown> {
  child.send(what);
  const [status] = (await once(child, "message")) as [unknown];
  return status;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

beforeAll(() => {
  bundle("killedApp", "--external:@azure/functions-core");
  bundle("killedHost");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a host that is killed with kill -9", () => {
  it("runs the activity in flight again, and keeps timers, events and finished steps", async () => {
    const first = await startChild();
    first.send({ start: "one" });
    while (!journal().includes("blocked")) await setTimeout(5);
    await kill(first);
    writeFileSync(file("release"), "");

    const second = await startChild();
    expect(await order(second, { advance: 1 })).toMatchObject({ runtimeStatus: "Running" });
    expect(journal()).toEqual(["first", "blocked", "blocked"]);
    expect(await order(second, { raise: "one" })).toMatchObject({ runtimeStatus: "Running" });
    await kill(second);

    const third = await startChild();
    expect(await order(third, { advance: DAY })).toMatchObject({
      runtimeStatus: "Completed",
      output: { released: "released", event: "event" },
    });
    await kill(third);
    expect(journal()).toEqual(["first", "blocked", "blocked", "last"]);
  });
});
