import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import type { LinkView } from "../../domain/linkView";
import { tenantIds } from "../../local/sandbox/ids";
import { linksOf } from "../../local/sandbox/mailbox/linksOf";
import { createPerson } from "../../local/sandbox/person";
import { tenant } from "../support/facts";
import { newTable } from "../support/fakesTables";
import { press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const links = Number(process.env["BENCH_LINKS"] ?? 1000);
const atATime = 50;
const bound = 2;
const holder = (n: number): string => `holder${String(n)}@outlook.com`;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  Object.assign(product.sandbox.facts.settings, { freshGuestDelayMs: 0, freshRoleDelayMs: 0 });
  for (let n = 0; n < links; n++)
    product.sandbox.facts.people.push({
      ...{ id: `holder${String(n)}`, name: `Holder ${String(n)}`, address: holder(n) },
      ...{ kind: "personal", homeTenantId: tenantIds.consumers, about: "one of many" },
    });
});
afterAll(() => product.close());

/** Does it for every number below `links`, so many at a time. */
async function each(run: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < links) await run(next++);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

const bodyOf = (n: number) =>
  contosoRequest(product.sandbox, {
    account: { email: holder(n), kind: "microsoft" },
    passwordWriteback: false,
    ticket: { id: `CHG-${String(n)}` },
  });

const post = async (n: number): Promise<string> => {
  const headers = { "idempotency-key": `bench-${String(n)}` };
  const response = await product.call("POST", "/api/v1/links", { body: bodyOf(n), headers });
  expect(response.status).toBe(202);
  return ((await response.json()) as LinkView).id;
};

const p95 = (times: number[]): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
};

/** Writes that storage sees while one link is posted and nothing else goes on. */
async function writesOfOnePost(): Promise<number> {
  let writes = 0;
  const port = new URL(/TableEndpoint=([^;]+)/.exec(process.env["TEST_STORAGE"] ?? "")?.[1] ?? "")
    .port;
  const count = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("host") === `127.0.0.1:${port}` && request.method !== "GET") writes++;
  };
  subscribe("http.client.request.start", count);
  await product.call("POST", "/api/v1/links", {
    body: contosoRequest(product.sandbox, { account: { email: "counted@outlook.com" } }),
  });
  unsubscribe("http.client.request.start", count);
  await product.idle();
  return writes;
}

const urls: string[] = [];
const newest = new Map<string, string>();
let read = 0;

/** The mailed link to a page of one link; each mail is looked at once. */
async function mailed(path: string, id: string): Promise<string> {
  for (;;) {
    const { mails } = product.sandbox.facts;
    for (const mail of mails.slice(read))
      for (const { url } of linksOf(mail)) {
        urls.push(url);
        newest.set(`${new URL(url).pathname} ${/\?t=([a-z2-7]{26})/.exec(url)?.[1] ?? ""}`, url);
      }
    read = mails.length;
    const url = newest.get(`${path} ${id}`);
    if (url) return url;
    await pause(100);
  }
}

async function act(personId: string, url: string): Promise<void> {
  const person = createPerson(product.sandbox, personId);
  await person.visit(url);
  await press(person, "continue");
  await person.signIn();
}

describe(`${String(links)} links, ${String(atATime)} at a time`, () => {
  const ids: string[] = [];

  it(`are taken with a p95 of at most ${String(bound)} times that of as many storage writes alone`, async () => {
    const writes = await writesOfOnePost();
    const posts: number[] = [];
    await each(async (n) => {
      posts.push(await timed(async () => (ids[n] = await post(n))));
    });
    await product.idle();
    const table = newTable();
    const alone: number[] = [];
    const doc = JSON.stringify(await product.link(ids[0] ?? ""));
    await each(async () => {
      alone.push(
        await timed(async () => {
          for (let i = 0; i < writes; i++)
            await table.insert({
              partitionKey: randomBytes(8).toString("hex"),
              rowKey: "row",
              doc,
            });
        }),
      );
    });
    const figures = `POST p95 ${p95(posts).toFixed(0)} ms; ${String(writes)} writes alone p95 ${p95(alone).toFixed(0)} ms`;
    process.stdout.write(`${figures}\n`);
    expect(p95(posts) / p95(alone)).toBeLessThanOrEqual(bound);
  });

  it("all end right, and none is doubled", async () => {
    await each(async (n) => {
      const id = ids[n] ?? "";
      await act("grace", await mailed("/consent", id));
      await act(`holder${String(n)}`, await mailed("/accept", id));
    });
    await product.idle();
    for (const id of ids) expect((await product.link(id)).status).toBe("completed");
    expect(new Set(ids).size).toBe(links);
    const { users, roleAssignments } = tenant(product.sandbox);
    const guests = users.filter((user) => holders.test(user.mail ?? ""));
    expect(guests).toHaveLength(links);
    for (const guest of guests)
      expect(roleAssignments.filter((one) => one.principalId === guest.id)).toHaveLength(1);
    const asked = urls.filter((url) => /\/(consent|accept)\?t=/.test(url));
    expect(new Set(asked).size).toBe(asked.length);
  });
});

const holders = /^holder\d+@outlook\.com$/;
