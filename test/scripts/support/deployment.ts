import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tenant } from "../../../local/sandbox/facts";
import { tenantIds } from "../../../local/sandbox/ids";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Somebody who deploys: a sandbox for Entra, Graph and Azure, a folder to work in, and `az` and `azd` on the path. */
export interface Deployment {
  readonly sandbox: Sandbox;
  readonly home: Tenant;
  /** Runs a program of scripts/ as it is, in the folder. */
  run(script: string, args: readonly string[], env?: Environment): Promise<Ended>;
  write(file: string, text: string): void;
  /** Who is signed in with `az`, with these directory roles; nobody without a name. */
  signIn(personId?: string, ...roleIds: string[]): void;
  /** The tokens that `az` gave. */
  tokens(): readonly string[];
  /** What `az` and `azd` were called with. */
  calls(): readonly string[];
  reset(): void;
  close(): Promise<void>;
}

const azText = (folder: string) => `#!/bin/sh
echo "az $*" >> "${folder}/calls"
case "$*" in
  *https://graph.microsoft.com*) file="${folder}/graph.json" ;;
  *https://management.azure.com*) file="${folder}/arm.json" ;;
  *) file="${folder}/none" ;;
esac
cat "$file" 2>/dev/null && exit 0
echo "ERROR: Please run 'az login' to setup account." >&2
exit 1
`;
const azdText = (folder: string) => `#!/bin/sh
echo "azd $*" >> "${folder}/calls"
case "$*" in
  "env set "*) exit 0 ;;
esac
echo 'ERROR: not logged in, run azd auth login to login' >&2
exit 1
`;

export async function startDeployment(): Promise<Deployment> {
  const sandbox = await startSandbox({ port: 0, publicUrl: "https://links.example" });
  const folder = mkdtempSync(join(tmpdir(), "deployment-"));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  for (const [name, text] of Object.entries({ az: azText(folder), azd: azdText(folder) })) {
    write(name, text);
    chmodSync(join(folder, name), 0o755);
  }
  const given: string[] = [];
  return {
    sandbox,
    get home() {
      return homeOf(sandbox);
    },
    run: (script, args, env = {}) =>
      run(join(process.cwd(), script), args, { folder, env: { ...addresses(sandbox), ...env } }),
    write,
    signIn(personId, ...roleIds) {
      for (const resource of ["graph", "arm"] as const) {
        rmSync(join(folder, `${resource}.json`), { force: true });
        if (personId === undefined) continue;
        const token = sandbox.cliToken(personId, resource);
        given.push(token);
        write(`${resource}.json`, asAzPrints(token));
      }
      holdRoles(homeOf(sandbox), personId, roleIds);
    },
    tokens: () => given,
    calls: () => linesOf(join(folder, "calls")),
    reset() {
      sandbox.reset();
      for (const file of ["calls", "callers.json"]) rmSync(join(folder, file), { force: true });
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function homeOf({ facts }: Sandbox): Tenant {
  const found = facts.tenants.find(({ id }) => id === tenantIds.fabrikam);
  if (!found) throw new Error("there is no home tenant");
  return found;
}

const addresses = ({ url }: Sandbox) => ({ GRAPH_URL: url, ARM_URL: url, ENTRA_AUTHORITY: url });

const asAzPrints = (accessToken: string): string =>
  JSON.stringify({
    ...{ accessToken, tokenType: "Bearer", tenant: tenantIds.fabrikam },
    expires_on: Math.floor(Date.now() / 1000) + 3600,
    expiresOn: new Date(Date.now() + 3_600_000).toISOString().slice(0, 19).replace("T", " "),
  });

function holdRoles(home: Tenant, personId: string | undefined, roleIds: readonly string[]): void {
  const principalId = home.users.find((one) => one.personId === personId)?.id ?? "";
  home.roleAssignments.length = 0;
  for (const roleDefinitionId of roleIds)
    home.roleAssignments.push({
      ...{ id: roleDefinitionId, principalId, roleDefinitionId, directoryScopeId: "/" },
      ...{ visibleFrom: "2024-01-01T00:00:00Z", endsAt: null },
    });
}

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];

/** Beside the sandbox's own event loop, with nothing of this machine's environment but where programs are. */
function run(
  script: string,
  args: readonly string[],
  { folder, env }: { readonly folder: string; readonly env: Environment },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, ...env },
    });
    const parts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].on("data", (chunk: Buffer) => (parts[name] += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, ...parts }));
  });
}
