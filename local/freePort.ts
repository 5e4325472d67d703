import { createServer, type AddressInfo } from "node:net";

/** A port of the loopback that nobody listens on right now. */
export const freePort = (): Promise<number> => tryPort(0);

/** Throws, naming port and setting, when somebody listens on the port already. */
export async function requireFreePort(port: number, setting: string): Promise<void> {
  try {
    await tryPort(port);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    const advice = `Stop what uses it, or set ${setting} to another number.`;
    throw new Error(`Port ${String(port)} is in use. ${advice}`, { cause });
  }
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
