import { spawn, spawnSync } from "node:child_process";

/** From this one on Core Tools carry a worker that takes Node 24 (worker 3.11). */
const needed = { major: 4, minor: 4 };

const install = `  npm i -g azure-functions-core-tools@4
Other ways to install them: https://learn.microsoft.com/azure/azure-functions/functions-run-local
Without them: npm start runs the same app on the host that comes along, npm run demo plays it from start to end.`;

// On Windows npm makes func.cmd, which needs a shell.
const shell = process.platform === "win32";

/** Throws, with what to install, where Core Tools are missing or too old. */
export function requireFunc(): void {
  const { error, status, stdout } = spawnSync("func", ["--version"], { encoding: "utf8", shell });
  if (error || status !== 0)
    throw new Error(
      `There is no func on the path. Install Azure Functions Core Tools, version ${String(needed.major)}.${String(needed.minor)} or later:\n${install}`,
    );
  const version = stdout.trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== needed.major || minor < needed.minor)
    throw new Error(
      `This func is version ${version || "unknown"}; Node 24 needs ${String(needed.major)}.${String(needed.minor)} or a later ${String(needed.major)}.x:\n${install}`,
    );
}

interface FuncProgram {
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

const stopMs = 5000;

/** `func start` here, on this terminal. */
export function startFunc(port: number): FuncProgram {
  const child = spawn("func", ["start", "--port", String(port)], { stdio: "inherit", shell });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  return {
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      const impatience = setTimeout(() => child.kill("SIGKILL"), stopMs);
      await ended.catch(() => undefined);
      clearTimeout(impatience);
    },
  };
}
