import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "./freePort";

/** Azurite's public development account (Azurite documentation, "Default storage account"). */
const account = "devstoreaccount1";
const accountKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** Ends Azurite when the channel to its parent closes, so that no parent, however it died, leaves it behind. */
const leash =
  "data:text/javascript,process.on('disconnect',()=>process.exit());process.channel?.unref();";

export interface Storage {
  readonly connectionString: string;
  /** The table service of the one account. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

const startupMs = 30_000;
const savingMs = 2000;

async function started(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + startupMs;
  while (performance.now() < until) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null)
      throw new Error(`Azurite stopped at once (${String(end)}) on port ${String(port)}`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(
    `Azurite did not answer on port ${String(port)} within ${String(startupMs / 1000)} s`,
  );
}

/** Paths of a certificate's PEM files. */
interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

function spawnAzurite(port: number, folder?: string, tls?: CertificateFiles): ChildProcess {
  const program = join(
    createRequire(join(process.cwd(), "package.json")).resolve("azurite/package.json"),
    "..",
    "dist/src/table/main.js",
  );
  const place = folder ? ["--location", folder] : ["--inMemoryPersistence"];
  const at = ["--tableHost", "127.0.0.1", "--tablePort", String(port)];
  // Tokens of Entra are taken over https alone; Azurite reads them, and checks no signature.
  const secure = tls ? ["--cert", tls.certificate, "--key", tls.key, "--oauth", "basic"] : [];
  const quiet = ["--silent", "--disableTelemetry", "--skipApiVersionCheck"];
  return spawn(
    process.execPath,
    ["--import", leash, program, ...at, ...place, ...secure, ...quiet],
    {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    },
  );
}

/**
 * Starts Azurite's table service as a child process; without a folder it keeps everything in memory. With a
 * certificate it speaks https, and takes a managed identity's tokens beside the account's key.
 */
export async function startStorage(
  folder?: string,
  wantedPort?: number,
  tls?: CertificateFiles,
): Promise<Storage> {
  const port = wantedPort ?? (await freePort());
  const child = spawnAzurite(port, folder, tls);
  const protocol = tls ? "https" : "http";
  const url = `${protocol}://127.0.0.1:${String(port)}/${account}`;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await started(child, port);
  return {
    ...{ port, url },
    connectionString: [
      `DefaultEndpointsProtocol=${protocol}`,
      `AccountName=${account}`,
      `AccountKey=${accountKey}`,
      `TableEndpoint=${url}`,
    ].join(";"),
    close: async () => {
      // Azurite saves what it holds on SIGINT only.
      child.kill("SIGINT");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, savingMs).unref())]);
      child.kill("SIGKILL");
      await gone;
    },
  };
}
