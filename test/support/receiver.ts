import { createServer as createPlain, type RequestListener } from "node:http";
import { createServer as createTls } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { ticketsCertificate, ticketsKey } from "./ticketsTls";

export interface Received {
  readonly path: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  readonly seen: Received[];
  /** Connections that were ever opened, of whatever kind. */
  connections(): number;
  answer: RequestListener;
  close(): Promise<void>;
}

/** A ticket system's side on this machine, with a certificate for tickets.example or without any. */
export async function startReceiver({ tls = false } = {}): Promise<Receiver> {
  const seen: Received[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      seen.push({ path: request.url, headers, body });
      receiver.answer(request, response);
    });
  };
  const server = tls
    ? createTls({ key: ticketsKey, cert: ticketsCertificate }, listener)
    : createPlain(listener);
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    port: (server.address() as AddressInfo).port,
    seen,
    connections: () => connections,
    answer: (_request, response) => response.writeHead(204).end(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** DNS as a test wants it: each question takes the next answer, the last one stays. */
export function fakeDns(
  ...answers: readonly (readonly string[])[]
): LookupFunction & { asked: string[] } {
  let turn = 0;
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, done) => {
    asked.push(hostname);
    const addresses = (answers[turn++] ?? answers.at(-1) ?? []).map((address) => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));
    const [first] = addresses;
    if (!first) return done(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), "", 0);
    if (options.all) return done(null, addresses);
    done(null, first.address, first.family);
  };
  return Object.assign(lookup, { asked });
}
