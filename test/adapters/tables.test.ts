import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createLinkRows } from "../../adapters/linkRows";
import { createTable } from "../../adapters/tables";
import { aLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";
import { failureOf } from "../support/fakesStorage";

const row = (partitionKey: string, rowKey: string, value = "x") => ({
  partitionKey,
  rowKey,
  value,
});
const keysOf = (rows: readonly { rowKey?: string }[]) => rows.map((one) => one.rowKey);

describe("a table", () => {
  const table = newTable();

  it("lists one partition from a key up to another, in order, the last one left out", async () => {
    for (const key of ["c", "a", "b", "d"]) await table.upsert(row("list", key));
    await table.upsert(row("other", "b"));
    expect(keysOf(await table.list("list", { from: "b", to: "d" }))).toEqual(["b", "c"]);
    expect(keysOf(await table.list("list", { from: "x", to: "y" }))).toEqual([]);
  });

  it("takes quotes in keys for what they are, never for the end of a filter", async () => {
    const partition = "o'neil' or PartitionKey ne '";
    await table.upsert(row(partition, "it's"));
    expect(keysOf(await table.list(partition, { from: "it'", to: "it't" }))).toEqual(["it's"]);
    expect(await table.get(partition, "it's")).toMatchObject({ value: "x" });
    await table.remove(partition, "it's");
    expect(await table.get(partition, "it's")).toBeUndefined();
  });

  it("inserts a row once", async () => {
    expect(await table.insert(row("insert", "1", "first"))).toBe(true);
    expect(await table.insert(row("insert", "1", "second"))).toBe(false);
    expect(await table.get("insert", "1")).toMatchObject({ value: "first" });
  });

  it("replaces a row only as it was read", async () => {
    await table.upsert(row("replace", "1", "first"));
    const etag = (await table.get("replace", "1"))?.etag ?? "";
    expect(await table.replace(row("replace", "1", "second"), etag)).toBe(true);
    expect(await table.replace(row("replace", "1", "third"), etag)).toBe(false);
    expect(await table.get("replace", "1")).toMatchObject({ value: "second" });
  });

  it("writes all rows of a transaction or none", async () => {
    await table.upsert(row("all", "there", "first"));
    const stale = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"";
    const etag = (await table.get("all", "there"))?.etag ?? "";
    expect(await table.insertAll([row("all", "new"), row("all", "there")])).toBe(false);
    expect(
      await table.replaceAndInsert({ entity: row("all", "there", "second"), etag: stale }, [
        row("all", "new"),
      ]),
    ).toBe(false);
    await table.upsert(row("all", "taken"));
    expect(
      await table.replaceAndInsert({ entity: row("all", "there", "second"), etag }, [
        row("all", "taken"),
      ]),
    ).toBe(false);
    expect(await table.get("all", "new")).toBeUndefined();
    expect(await table.get("all", "there")).toMatchObject({ value: "first" });
  });

  it("removes a row that is not there without a word", async () => {
    await expect(table.remove("nobody", "nothing")).resolves.toBeUndefined();
  });
});

describe("a table whose storage does not answer", () => {
  const broken = (port: number) =>
    createTable(
      {
        AzureWebJobsStorage: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:${String(port)}/a`,
        TABLES_PREFIX: "gone",
      },
      "x",
    );
  const busy = { code: "storage_busy", class: "throttled", seconds: 10 };

  it("asks to be waited for, without an end, and names no key", async () => {
    const table = broken(1);
    const failures = [
      await failureOf(table.get("p", "r")),
      await failureOf(table.insert(row("p", "r"))),
    ];
    for (const failure of failures) {
      expect(failure).toMatchObject(busy);
      expect(failure.message).not.toMatch(/c2VjcmV0|127\.0\.0\.1/);
    }
  });

  it("does so for links too, and works again once storage is back", async () => {
    let isUp = false;
    const proxy = createServer((request, response) => {
      if (!isUp) return void response.writeHead(503).end();
      response.writeHead(request.method === "POST" ? 201 : 404).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const links = createLinkRows(broken((proxy.address() as AddressInfo).port), () => testNow);
    expect(await failureOf(links.read(aLink().id))).toMatchObject(busy);
    isUp = true;
    expect(await links.read(aLink().id)).toBeUndefined();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it.each([400, 401, 403, 404, 413])(
    "does not wait where storage refuses for good (%i)",
    async (status) => {
      const proxy = createServer((_request, response) => response.writeHead(status).end());
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      const table = broken((proxy.address() as AddressInfo).port);
      expect(await failureOf(table.insert(row("p", "r")))).toMatchObject({
        code: "storage_refused",
        class: "final",
      });
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  );

  it("refuses plain http to any other machine", async () => {
    const table = createTable(
      {
        AzureWebJobsStorage:
          "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://tables.example/a",
        TABLES_PREFIX: "far",
      },
      "x",
    );
    const failure = await failureOf(table.get("p", "r"));
    expect(String((failure.cause as Error).message)).toMatch(/insecure|https/i);
  });
});
