import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { DirectoryUser, Tenant } from "../../../../local/sandbox/facts";
import type { SeenPage } from "../../../../local/sandbox/person";
import { startSandbox, type Sandbox } from "../../../../local/sandbox/startSandbox";

/** A sandbox, an app on another host that only catches redirects, and a clock to move. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly appUrl: string;
  /** Moves the clock of the sandbox ahead. */
  later(ms: number): void;
  close(): Promise<void>;
}

const start = Date.now();

export async function startBench(): Promise<Bench> {
  const app = createServer((_request, response) => response.end("<h1>The app</h1>"));
  await new Promise<void>((resolve) => app.listen(0, "localhost", resolve));
  const appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  let moved = 0;
  const now = () => new Date(start + moved);
  const sandbox = await startSandbox({ port: 0, publicUrl: appUrl, now });
  return {
    sandbox,
    appUrl,
    later: (ms) => void (moved += ms),
    close: async () => {
      await sandbox.close();
      await stop(app);
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Runs something that must be refused, and checks that no fact changed by it. */
export async function unchanged<T>({ sandbox }: Bench, act: () => Promise<T>): Promise<T> {
  const before = structuredClone(sandbox.facts);
  const result = await act();
  expect(sandbox.facts).toEqual(before);
  return result;
}

/** The tenant's facts. */
export function tenant({ sandbox }: Bench, id: string): Tenant {
  const found = sandbox.facts.tenants.find((one) => one.id === id);
  if (!found) throw new Error(`No tenant ${id}.`);
  return found;
}

/** The guest with this address in the tenant. */
export function guest(bench: Bench, tenantId: string, address: string): DirectoryUser {
  const found = tenant(bench, tenantId).users.find((user) => user.mail === address);
  if (!found) throw new Error(`No guest ${address}.`);
  return found;
}

/** The query values of the address where somebody ended. */
export function answerOf(page: SeenPage): Record<string, string> {
  return Object.fromEntries(new URL(page.url).searchParams);
}
