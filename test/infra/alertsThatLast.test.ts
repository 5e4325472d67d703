import { pageDoors } from "../../functions/pageDoors";
import type { Refusal } from "../../views/pages/refusal";
import { refusals } from "../../views/pages/refusals";
import { aLink } from "../support/aLink";
import { listed, query } from "./bicep";
import { at, mailed } from "./firing";
import type { Row } from "./kusto";
import { refusedLine, sweepLines } from "./told";

const { id } = aLink();
const times = (count: number, row: Row) => Array.from({ length: count }, (_, n) => at(n, row));

describe("outboxAge", () => {
  const looked = async (waits?: number) =>
    mailed(
      "outboxAge",
      (await sweepLines({ waits })).map((line) => at(14, line)),
      15,
    );

  it("mails from the first minute beyond an hour on", async () => {
    expect(await looked(61)).toEqual([""]);
    expect(await looked(60)).toEqual([]);
    expect(await looked()).toEqual([]);
  });

  it("is over when the event was taken, and says nothing where nothing is told", async () => {
    const late = (await sweepLines({ waits: 90 })).map((line) => at(14, line));
    expect(mailed("outboxAge", late, 30)).toEqual([]);
  });
});

describe("silence", () => {
  const day = async (minute: Parameters<typeof sweepLines>[0], until = 60) =>
    (await sweepLines(minute)).flatMap((line) => times(until, line));

  it("is not mailed while a sweeper is able, nor before half an hour without", async () => {
    const lines = await day({});
    expect(mailed("silence", lines, 60)).toEqual([]);
    expect(mailed("silence", lines, 88)).toEqual([]);
    expect(mailed("silence", await day({ keys: "stale" }), 60)).toEqual([]);
  });

  it("is mailed after half an hour, and where nothing was ever told", async () => {
    expect(mailed("silence", await day({}), 89)).toEqual([""]);
    expect(mailed("silence", [], 5)).toEqual([""]);
  });

  it.each([{ keys: "unable" } as const, { hasStorage: false }])(
    "is mailed although the sweeper runs and tells: %j",
    async (minute) => {
      const lines = await day(minute);
      expect(lines.length).toBeGreaterThan(59);
      expect(mailed("silence", lines, 60)).toEqual([""]);
    },
  );
});

describe("consentErrors", () => {
  const codes = listed(query("consentErrors"), "code") as Refusal[];
  const callbacks = listed(query("consentErrors"), "line.door\\)");

  it("names codes and doors that there are", () => {
    const doors = pageDoors({} as Parameters<typeof pageDoors>[0]).map((door) => door.name);
    expect(codes.length * callbacks.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual([]);
    expect(callbacks.filter((name) => !doors.includes(name))).toEqual([]);
  });

  it("mails the code from the third person of an hour on", async () => {
    for (const code of codes)
      for (const door of callbacks) {
        const line = await refusedLine(door, code, id);
        expect(mailed("consentErrors", times(3, line), 15)).toEqual([code]);
        expect(mailed("consentErrors", times(2, line), 15)).toEqual([]);
        expect(
          mailed(
            "consentErrors",
            [0, 30, 61].map((minute) => at(minute, line)),
            62,
          ),
        ).toEqual([]);
      }
  });

  it("does not add up different codes, and leaves out other doors and other refusals", async () => {
    const mixed = await Promise.all(codes.map((code) => refusedLine("consentCallback", code, id)));
    expect(
      mailed(
        "consentErrors",
        mixed.map((line) => at(1, line)),
        15,
      ),
    ).toEqual([]);
    for (const line of [
      await refusedLine("consentForm", "callback_refused", id),
      await refusedLine("consentCallback", "form_expired", id),
    ])
      expect(mailed("consentErrors", times(9, line), 15)).toEqual([]);
  });

  it("is not for anybody to set off: an answer without a link of ours does not count", async () => {
    const forged = await refusedLine("consentCallback", "callback_refused");
    expect(mailed("consentErrors", times(9, forged), 15)).toEqual([]);
  });
});
