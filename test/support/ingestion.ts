import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { Certificate } from "../../local/certificate";

/** One item of telemetry, as much of it as tests look at. */
export interface Envelope {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: {
    readonly baseType: string;
    readonly baseData: {
      readonly name?: string;
      readonly type?: string;
      readonly target?: string;
      readonly data?: string;
      readonly resultCode?: string;
      readonly success?: boolean;
      readonly properties?: Readonly<Record<string, string>>;
      readonly metrics?: readonly {
        readonly name: string;
        readonly value: number;
        readonly count?: number;
      }[];
    };
  };
}

export interface Ingestion {
  readonly connectionString: string;
  /** Everything that was posted, in order. */
  readonly envelopes: Envelope[];
  /** Paths that were asked for. */
  readonly paths: string[];
  /** The Authorization header of each request, or none. */
  readonly authorizations: (string | undefined)[];
  /** The bodies as they came, unpacked. */
  text(): string;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

/** Stands in for Application Insights' ingestion (POST /v2.1/track), on this machine; over https with a certificate. */
export async function startIngestion(tls?: Certificate): Promise<Ingestion> {
  const envelopes: Envelope[] = [];
  const paths: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const bodies: string[] = [];
  const take: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      paths.push(request.url ?? "");
      authorizations.push(request.headers.authorization);
      bodies.push(body);
      const items = body.startsWith("[") ? (JSON.parse(body) as Envelope[]) : [];
      envelopes.push(...items);
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] }),
      );
    });
  };
  const server = tls
    ? createSecureServer({ cert: tls.certificate, key: tls.key }, take)
    : createServer(take);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `${tls ? "https" : "http"}://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  return {
    connectionString: `InstrumentationKey=11111111-2222-4333-8444-555555555555;IngestionEndpoint=${url};LiveEndpoint=${url}`,
    envelopes,
    paths,
    authorizations,
    text: () => bodies.join("\n"),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
