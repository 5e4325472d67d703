import { randomBytes } from "node:crypto";
import { columnsOf, listsOf, partitionOf, rowOf } from "../../adapters/listKeys";
import { newLinkId } from "../../adapters/linkIds";
import { createListing } from "../../adapters/listing";
import type { ListFilter, LinkSummary } from "../../domain/listing";
import { summaryOf } from "../../domain/listing";
import { aLink, aRequest } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const links = 100_000;
const years = 2;
const bound = 1.5;
const rounds = 21;
const names = { hash: (text: string) => fixedKeys().sha256(text).slice(0, 32) };
const table = newTable();
const listing = createListing(table, names, () => testNow);
const callerId = "helpdesk";

/** One in fifty is under way; one directory has a hundred links, the others are not of interest here. */
function summary(index: number): LinkSummary {
  const age = (index / links) * years * 365 * 24 * 60 * 60 * 1000;
  const status = index % 50 === 0 ? ("awaitingConsent" as const) : ("completed" as const);
  const directory = index % (links / 100) === 0 ? "tailspin.example" : "contoso.onmicrosoft.com";
  return summaryOf({
    ...aLink({ status, createdAt: new Date(Date.parse(testNow) - age).toISOString() }),
    ...{ id: newLinkId(randomBytes(16)), callerId, request: { ...aRequest(), directory } },
  });
}

type Row = Parameters<typeof table.upsert>[0];

/** The rows that publishing writes, of the lists that are measured. */
function rowsOf(one: LinkSummary): Row[] {
  const { status, waitingOn, directory } = one;
  const columns = columnsOf(names, { status, waitingOn, directory: directory.domain });
  return listsOf(names, one, [])
    .filter((list) => /^(all$|status\.|directory\.tailspin)/.test(list))
    .map((list) => ({
      partitionKey: partitionOf(callerId, list, rowOf(one)),
      rowKey: rowOf(one),
      doc: JSON.stringify(one),
      ...columns,
    }));
}

/** Rows of one partition go together, at most a hundred a transaction. */
async function fill(rows: readonly Row[]): Promise<void> {
  for (const part of Map.groupBy(rows, (row) => row.partitionKey).values())
    for (let from = 0; from < part.length; from += 100)
      await table.insertAll(part.slice(from, from + 100));
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
async function timed(run: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  expect(await run()).toBe(100);
  return performance.now() - begun;
}

const bareQuery = async () =>
  (await table.page({ from: "bare", to: "bare", after: "", before: "~" }, 100)).length;
const pageOf = async (filter: ListFilter, continuation: string | null) =>
  (await listing.page({ callerIds: [callerId], filter, top: 100, continuation })).items.length;

/** A continuation some pages into the list, as a reader gets it. */
async function into(filter: ListFilter, pages: number): Promise<string | null> {
  let continuation: string | null = null;
  for (let page = 0; page < pages; page++)
    ({ continuation } = await listing.page({
      callerIds: [callerId],
      filter,
      top: 100,
      continuation,
    }));
  return continuation;
}

describe("a page of 100 among 100,000 links", () => {
  beforeAll(async () => {
    for (let from = 0; from < links; from += 10_000)
      await fill(Array.from({ length: 10_000 }, (_, i) => summary(from + i)).flatMap(rowsOf));
    const hundred = Array.from({ length: 100 }, (_, i) => summary(i));
    await table.insertAll(
      hundred.flatMap((one) =>
        rowsOf(one)
          .slice(0, 1)
          .map((row) => ({ ...row, partitionKey: "bare" })),
      ),
    );
  });

  it.each<[string, ListFilter, number]>([
    ["the newest of all", {}, 0],
    ["somewhere among all", {}, 20],
    ["the newest in a status that most have", { status: "completed" }, 0],
    ["somewhere in a status that one in fifty has", { status: "awaitingConsent" }, 5],
    ["those of one directory", { directory: "tailspin.example" }, 0],
  ])(`takes at most ${String(bound)} times a bare query: %s`, async (_what, filter, pages) => {
    const continuation = await into(filter, pages);
    const [bare, page]: [number[], number[]] = [[], []];
    await pageOf(filter, continuation);
    for (let round = 0; round < rounds; round++) {
      bare.push(await timed(bareQuery));
      page.push(await timed(() => pageOf(filter, continuation)));
    }
    const [alone, listed] = [median(bare), median(page)];
    process.stdout.write(`bare ${alone.toFixed(1)} ms, page ${listed.toFixed(1)} ms\n`);
    expect(listed / alone).toBeLessThanOrEqual(bound);
  });
});
