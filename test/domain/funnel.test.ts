import { funnelOf, median } from "../../domain/funnel";
import { summaryOf, type LinkSummary, type Milestones } from "../../domain/listing";
import { aLink } from "../support/aLink";

const at = (hour: number): string => `2026-11-22T${String(hour).padStart(2, "0")}:00:00.000Z`;
const none: Milestones = {
  asked: at(0),
  opened: null,
  consented: null,
  signedIn: null,
  linked: null,
};

const aSummary = (
  milestones: Partial<Milestones>,
  more: Partial<LinkSummary> = {},
): LinkSummary => ({ ...summaryOf(aLink()), milestones: { ...none, ...milestones }, ...more });

const stageOf = (links: readonly LinkSummary[], stage: string) =>
  funnelOf(links).find((one) => one.stage === stage);

describe("median", () => {
  it.each([
    [[], null],
    [[5], 5],
    [[9, 1, 5], 5],
    [[1, 100, 3, 5], 4],
  ])("of %j is %j", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe("the funnel", () => {
  it("counts who reached each stage, in order", () => {
    const links = [
      aSummary({}),
      aSummary({ opened: at(1) }),
      aSummary({ opened: at(1), consented: at(2) }),
      aSummary({ opened: at(1), consented: at(2), signedIn: at(3), linked: at(4) }),
    ];
    expect(funnelOf(links).map(({ stage, reached }) => [stage, reached])).toEqual([
      ["asked", 4],
      ["opened", 3],
      ["consented", 2],
      ["signedIn", 1],
      ["linked", 1],
    ]);
  });

  it("counts a stage as reached where a later one was, though it left no trace", () => {
    expect(stageOf([aSummary({ consented: at(2) })], "opened")).toMatchObject({
      reached: 1,
      medianMs: null,
    });
  });

  it("tells links that may still come from those that ended", () => {
    const links = [
      aSummary({}),
      aSummary({}, { status: "declined" }),
      aSummary({}, { status: "undoing" }),
      aSummary({}, { status: "needsOperator" }),
      aSummary({ opened: at(1) }, { status: "expired" }),
    ];
    expect(stageOf(links, "opened")).toMatchObject({ reached: 1, onTheirWay: 2, ended: 2 });
    expect(stageOf(links, "linked")).toMatchObject({ reached: 0, onTheirWay: 2, ended: 3 });
  });

  it("says how long half of those took that came, from the stage before", () => {
    const links = [
      aSummary({ opened: at(1), consented: at(3) }),
      aSummary({ opened: at(2), consented: at(6) }),
      aSummary({ opened: at(1), consented: at(10) }),
      aSummary({ opened: at(1) }),
    ];
    expect(stageOf(links, "consented")?.medianMs).toBe(4 * 3_600_000);
    expect(stageOf(links, "asked")?.medianMs).toBeNull();
    expect(stageOf(links, "linked")?.medianMs).toBeNull();
  });

  it("is all noughts where nothing was asked", () => {
    expect(
      funnelOf([]).map(({ reached, onTheirWay, ended }) => reached + onTheirWay + ended),
    ).toEqual([0, 0, 0, 0, 0]);
  });
});
