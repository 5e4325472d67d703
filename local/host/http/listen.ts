import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener {
  readonly port: number;
  /** Takes no more requests and waits a moment for those under way. */
  close(): Promise<void>;
}

const GRACE_MS = 1000;
const NO_SUCH_ADDRESS = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];

/**
 * Listens on the hostname, or on both loopback addresses: `localhost` may mean either.
 * A busy port is an error that says which one and how to choose another.
 */
export async function listen(
  handler: RequestListener,
  port: number,
  hostname?: string,
): Promise<Listener> {
  const [first, ...others] = hostname === undefined ? ["127.0.0.1", "::1"] : [hostname];
  const servers = [await open(handler, port, first ?? "127.0.0.1")];
  const taken = (servers[0]?.address() as AddressInfo).port;
  for (const other of others)
    try {
      servers.push(await open(handler, taken, other));
    } catch (error) {
      if (NO_SUCH_ADDRESS.includes((error as NodeJS.ErrnoException).code ?? "")) continue;
      await Promise.all(servers.map(close));
      // A free port of one address may be busy on the other: try another one.
      if (port === 0) return listen(handler, port, hostname);
      throw error;
    }
  return { port: taken, close: async () => void (await Promise.all(servers.map(close))) };
}

async function open(handler: RequestListener, port: number, hostname: string): Promise<Server> {
  const server = createServer(handler);
  // Longer than clients keep a connection, so that none is closed under a request that is on its way.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? busy(port, error) : error),
    );
    server.listen(port, hostname, resolve);
  });
  return server;
}

function busy(port: number, cause: Error): Error {
  return new Error(`Port ${port} is in use. Stop what uses it, or set PORT to another number.`, {
    cause,
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
