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

/** What Azurite can serve. The product needs tables; the real Functions host needs all three. */
type Service = "blob" | "queue" | "table";
type Ports = Readonly<Partial<Record<Service, number>>>;

/** Paths of a certificate's PEM files. */
interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Where Azurite keeps what it holds, in memory without a folder; and how it speaks https. */
interface Place {
  readonly folder?: string | undefined;
  readonly tls?: CertificateFiles | undefined;
}

export interface Storage {
  readonly connectionString: string;
  /** The table service of the one account. */
  readonly url: string;
  /** Of the tables. */
  readonly port: number;
  /** Resolves when Azurite has ended, whoever ended it. */
  readonly gone: Promise<void>;
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

async function started(child: ChildProcess, ports: Ports): Promise<void> {
  const until = performance.now() + startupMs;
  const where = `port ${Object.values(ports).join(", ")}`;
  while (performance.now() < until) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) throw new Error(`Azurite stopped at once (${String(end)}) on ${where}`);
    const answered = await Promise.all(Object.values(ports).map(answers));
    if (answered.every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(`Azurite did not answer on ${where} within ${String(startupMs / 1000)} s`);
}

function spawnAzurite(ports: Ports, { folder, tls }: Place): ChildProcess {
  const program = join(
    createRequire(join(process.cwd(), "package.json")).resolve("azurite/package.json"),
    "..",
    ports.blob === undefined ? "dist/src/table/main.js" : "dist/src/azurite.js",
  );
  const place = folder ? ["--location", folder] : ["--inMemoryPersistence"];
  const at = Object.entries(ports).flatMap(([service, port]) => [
    ...[`--${service}Host`, "127.0.0.1"],
    ...[`--${service}Port`, String(port)],
  ]);
  // Tokens of Entra are taken over https alone; Azurite reads them, and checks no signature.
  const secure = tls ? ["--cert", tls.certificate, "--key", tls.key, "--oauth", "basic"] : [];
  const quiet = ["--silent", "--disableTelemetry", "--skipApiVersionCheck"];
  const settings = [...at, ...place, ...secure, ...quiet];
  return spawn(process.execPath, ["--import", leash, program, ...settings], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

function connectionStringOf(ports: Ports, protocol: string): string {
  const endpoints = Object.entries(ports).map(([service, port]) => {
    const name = service.charAt(0).toUpperCase() + service.slice(1);
    return `${name}Endpoint=${protocol}://127.0.0.1:${String(port)}/${account}`;
  });
  const who = [`AccountName=${account}`, `AccountKey=${accountKey}`];
  return [`DefaultEndpointsProtocol=${protocol}`, ...who, ...endpoints].join(";");
}

async function start(ports: Ports & { readonly table: number }, place: Place): Promise<Storage> {
  const child = spawnAzurite(ports, place);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await started(child, ports);
  const protocol = place.tls ? "https" : "http";
  return {
    port: ports.table,
    url: `${protocol}://127.0.0.1:${String(ports.table)}/${account}`,
    connectionString: connectionStringOf(ports, protocol),
    gone,
    close: async () => {
      // Azurite saves what it holds on SIGINT only.
      child.kill("SIGINT");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, savingMs).unref())]);
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/**
 * Starts Azurite's table service as a child process; without a folder it keeps everything in memory. With a
 * certificate it speaks https, and takes a managed identity's tokens beside the account's key.
 */
export const startStorage = async (
  folder?: string,
  wantedPort?: number,
  tls?: CertificateFiles,
): Promise<Storage> => start({ table: wantedPort ?? (await freePort()) }, { folder, tls });

/** Starts Azurite with blobs, queues and tables, on ports that nobody uses. */
export async function startWholeStorage(folder: string): Promise<Storage> {
  const [blob, queue, table] = [await freePort(), await freePort(), await freePort()];
  return start({ blob, queue, table }, { folder });
}
