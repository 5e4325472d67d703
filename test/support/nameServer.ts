import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";

/** What a name leads to; null where the server says nothing at all. */
export type Zone = Readonly<Record<string, readonly string[] | null>>;

export interface NameServer {
  readonly address: string;
  readonly asked: string[];
  close(): Promise<void>;
}

const types: Readonly<Record<number, 4 | 6>> = { 1: 4, 28: 6 };

function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}

const bytesOf = (address: string): Buffer =>
  address.includes(":")
    ? Buffer.from(
        address.split(":").flatMap((part) => [...Buffer.from(part.padStart(4, "0"), "hex")]),
      )
    : Buffer.from(address.split(".").map(Number));

/** An answer (RFC 1035) with the addresses of the kind that was asked for, or that there is no such name. */
function answerTo(query: Buffer, zone: Zone): Buffer | undefined {
  const { name, end } = nameIn(query);
  const addresses = zone[name];
  if (addresses === null) return undefined;
  const family = types[query.readUInt16BE(end)];
  const found = (addresses ?? [])
    .filter((one) => (one.includes(":") ? 6 : 4) === family)
    .map(bytesOf);
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(addresses ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(found.length, 6);
  header.writeUInt32BE(0, 8);
  const records = found.map((bytes) => {
    const head = Buffer.from([
      0xc0,
      12,
      0,
      bytes.length === 4 ? 1 : 28,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      bytes.length,
    ]);
    return Buffer.concat([head, bytes]);
  });
  return Buffer.concat([header, query.subarray(12, end + 4), ...records]);
}

/** A name server on this machine; IPv6 addresses are written in full (eight parts). */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    asked.push(nameIn(query).name);
    const answer = answerTo(query, zone);
    if (answer) socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${String((socket.address() as AddressInfo).port)}`,
    asked,
    close: () => new Promise((resolve) => void socket.close(() => resolve())),
  };
}
