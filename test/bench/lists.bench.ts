import { randomBytes } from "node:crypto";
import {
  columnsOf,
  listsOf,
  ownList,
  partitionOf,
  periodPartition,
  rowOf,
} from "../../adapters/listKeys";
import { newLinkId } from "../../adapters/linkIds";
import { createListing } from "../../adapters/listing";
import { createListNames } from "../../adapters/listNames";
import type { ListFilter, ListPage, LinkSummary } from "../../domain/listing";
import { summaryOf } from "../../domain/listing";
import { aLink, aRequest } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const links = 100_000;
const years = 2;
const bound = 1.5;
const rounds = 15;
const open: ListFilter = { status: "awaitingConsent" };
const names = createListNames(fixedKeys());
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

/** A partition of a hundred rows, named as those of lists are: Azurite compares names of one length only. */
const bare = periodPartition(ownList(callerId, "all"), 99_999);
const bareQuery = async () =>
  (await table.page({ from: bare, to: bare, after: "", before: "~" }, 100)).length;
const page = (filter: ListFilter, continuation: string | null) =>
  listing.page({ callerIds: [callerId], filter, top: 100, continuation });

describe("a page of 100 among 100,000 links", () => {
  beforeAll(async () => {
    for (let from = 0; from < links; from += 10_000)
      await fill(Array.from({ length: 10_000 }, (_, i) => summary(from + i)).flatMap(rowsOf));
    const hundred = Array.from({ length: 100 }, (_, i) => summary(i));
    await table.insertAll(
      hundred.flatMap((one) =>
        rowsOf(one)
          .slice(0, 1)
          .map((row) => ({ ...row, partitionKey: bare })),
      ),
    );
  });

  it.each<[string, ListFilter, "first" | "next"]>([
    ["the newest of all", {}, "first"],
    ["one after the other of all", {}, "next"],
    ["the newest in a status that most have", { status: "completed" }, "first"],
    ["one after the other in a status that most have", { status: "completed" }, "next"],
    ["one after the other in a status that one in fifty has", open, "next"],
    ["those of one directory", { directory: "tailspin.example" }, "first"],
  ])(`takes at most ${String(bound)} times a bare query: %s`, async (_what, filter, which) => {
    const [alone, listed]: [number[], number[]] = [[], []];
    let continuation: string | null = null;
    await page(filter, continuation);
    for (let round = 0; round < rounds; round++) {
      alone.push(await timed(bareQuery));
      listed.push(
        await timed(async () => {
          const read: ListPage = await page(filter, continuation);
          if (which === "next") ({ continuation } = read);
          return read.items.length;
        }),
      );
    }
    const [query, whole] = [median(alone), median(listed)];
    process.stdout.write(`bare ${query.toFixed(1)} ms, page ${whole.toFixed(1)} ms\n`);
    expect(whole / query).toBeLessThanOrEqual(bound);
  });
});
