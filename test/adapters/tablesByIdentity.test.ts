import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTable } from "../../adapters/tables";
import { createCertificate } from "../../local/certificate";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import { startStorage, type Storage } from "../../local/storage";
import { failureOf } from "../support/fakesStorage";
import { trust } from "../support/trust";

const row = (partitionKey: string, rowKey: string, value = "") => ({ partitionKey, rowKey, value });

/** Azurite over https takes tokens as the real service does, save for their signature and the role behind them. */
describe("a table that is reached with the managed identity", () => {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  const { certificate, key } = createCertificate();
  let sandbox: Sandbox;
  let storage: Storage;
  let distrust: () => void;
  /** The identity endpoint of the sandbox; with `service` it gives tokens for that one, whatever it is asked for. */
  let endpoint: Server;
  let service: string | undefined;
  beforeAll(async () => {
    const files = { certificate: join(folder, "cert.pem"), key: join(folder, "key.pem") };
    writeFileSync(files.certificate, certificate);
    writeFileSync(files.key, key);
    distrust = trust(certificate);
    storage = await startStorage(undefined, undefined, files);
    sandbox = await startSandbox({ port: 0 });
    const { IDENTITY_ENDPOINT = "", ...settings } = sandbox.settings();
    endpoint = createServer((asked, response) => {
      const url = new URL(IDENTITY_ENDPOINT);
      url.search = new URL(asked.url ?? "", url).search;
      if (service) url.searchParams.set("resource", service);
      void fetch(url, { headers: asked.headers as Record<string, string> }).then(async (answer) =>
        response.writeHead(answer.status).end(await answer.text()),
      );
    });
    await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
    const { port } = endpoint.address() as AddressInfo;
    // The library reads this once in a process.
    const address = `http://127.0.0.1:${String(port)}/`;
    Object.assign(process.env, settings, { IDENTITY_ENDPOINT: address });
  });
  afterAll(async () => {
    endpoint.close();
    await sandbox.close();
    await storage.close();
    distrust();
    rmSync(folder, { recursive: true });
  });

  const tableOf = (address: string, clientId?: string) =>
    createTable(
      {
        AzureWebJobsStorage__tableServiceUri: address,
        TABLES_PREFIX: "identity",
        MANAGED_IDENTITY_CLIENT_ID: clientId,
      },
      "rows",
    );

  it("is made, written, listed and changed all or nothing, without any key", async () => {
    const table = tableOf(storage.url);
    expect(await table.insert(row("one", "a", "first"))).toBe(true);
    expect(await table.insert(row("one", "a", "again"))).toBe(false);
    expect(await table.insertAll([row("one", "b"), row("one", "c")])).toBe(true);
    expect(await table.insertAll([row("one", "d"), row("one", "a")])).toBe(false);
    const { etag = "" } = (await table.get("one", "a")) ?? {};
    const replaced = { entity: row("one", "a", "second"), etag };
    expect(await table.replaceAndInsert(replaced, [row("one", "d")])).toBe(true);
    const listed = await table.list<{ value: string }>("one", { from: "a", to: "z" });
    expect(listed.map(({ rowKey, value }) => [rowKey, value])).toEqual([
      ["a", "second"],
      ["b", ""],
      ["c", ""],
      ["d", ""],
    ]);
    await table.remove("one", "d");
    expect(await table.get("one", "d")).toBeUndefined();
  });

  it("is refused with a token for another service", async () => {
    service = "https://vault.azure.net";
    const table = tableOf(storage.url, sandbox.facts.managedIdentity.clientId);
    const failure = await failureOf(table.insert(row("one", "e")));
    service = undefined;
    expect(failure).toMatchObject({ code: "storage_refused", class: "final" });
    expect(failure.message).not.toMatch(/eyJ|Bearer/);
    expect(await tableOf(storage.url).get("one", "e")).toBeUndefined();
  });

  it("is waited for where the identity gives no token", async () => {
    const table = tableOf(storage.url, "00000000-0000-4000-8000-000000000000");
    expect(await failureOf(table.get("one", "a"))).toMatchObject({ code: "storage_busy" });
  });

  it("gets no token over plain http, not even on this machine", async () => {
    const table = tableOf(storage.url.replace("https:", "http:"));
    const failure = await failureOf(table.get("one", "a"));
    expect(String((failure.cause as Error).message)).toMatch(/non-TLS|insecure|https/i);
  });
});
