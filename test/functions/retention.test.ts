import type { Link } from "../../domain/link";
import { openPair } from "../../domain/openPair";
import type { FollowUpKind } from "../../domain/storagePorts";
import { createSweep } from "../../functions/sweep";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import { fakePublisher } from "../support/fakesStorage";
import { doorstep } from "./doorstep";

const days = (count: number): string =>
  new Date(Date.parse(testNow) + count * 24 * 60 * 60 * 1000).toISOString();
const finished = aLink({ status: "completed", outcome: "completed", wait: null, since: testNow });
const proof = { sessionId: "s1", person: someone, planHash: "hash", agreed: anAgreement };

function stage(link: Link = finished) {
  const step = doorstep(link);
  const sweep = async (now: string) => {
    step.clock.now = now;
    await createSweep({ ...step.ports, publisher: fakePublisher() })(undefined, step.context);
  };
  const note = (kind: FollowUpKind, detail = testNow) =>
    step.followUps.note({ kind, linkId: link.id, detail, dueAt: testNow });
  return { ...step, sweep, note };
}

describe("what is kept of a link that is over", () => {
  it("is purged once its time is over, not before", async () => {
    const { sweep, note, engine, followUps } = stage();
    await note("purge");
    await sweep(days(29));
    expect(engine.purged).toEqual([]);
    expect(followUps.noted()).toMatchObject([{ kind: "purge", dueAt: days(30) }]);
    await sweep(days(30));
    expect(engine.purged).toEqual([finished.id]);
    expect(followUps.noted()).toEqual([]);
  });

  it("is not purged while a run still tells the ticket: a day later it is", async () => {
    const { sweep, note, engine, followUps } = stage();
    await note("purge");
    engine.running = true;
    await sweep(days(30));
    expect(engine.purged).toEqual([]);
    expect(followUps.noted()).toMatchObject([{ dueAt: days(31) }]);
    engine.running = false;
    await sweep(days(31));
    expect(engine.purged).toEqual([finished.id]);
  });

  it("is kept where the link is open again: its next end counts", async () => {
    const { sweep, note, engine, links, followUps } = stage(
      aLink({ status: "ending", wait: aWait({ what: "end" }) }),
    );
    const before = links.row();
    await note("purge");
    await note("erase");
    await sweep(days(800));
    expect([engine.purged, links.row(), followUps.noted()]).toEqual([[], before, []]);
  });

  it("is tried again a minute later where the engine does not answer", async () => {
    const { sweep, note, engine, followUps } = stage();
    await note("purge");
    engine.down = true;
    await sweep(days(30));
    expect(followUps.noted()).toHaveLength(1);
    engine.down = false;
    await sweep(days(30));
    expect(engine.purged).toEqual([finished.id]);
  });

  it("loses the note of an earlier release that it holds the account, with its names", async () => {
    const { sweep, note, ports } = stage();
    const whose = openPair(finished);
    if (!whose) throw new Error("no directory");
    await ports.openLinks.claim(whose, finished.id);
    await note("erase");
    await sweep(days(730));
    expect(await ports.openLinks.holder(whose)).toBeUndefined();
  });

  it("loses its names once, however often it is noted, and counted from an end date to come", async () => {
    const until = { at: days(100), enforcedBy: "reminder" as const };
    const { sweep, note, links } = stage({ ...finished, until });
    await note("erase");
    await note("erase", "another");
    await sweep(days(829));
    expect(links.row().erasedAt).toBeNull();
    await sweep(days(830));
    expect(links.row().erasedAt).toBe(days(830));
    expect(links.told()).toEqual(["link.erased"]);
  });
});

describe("a session that a crash left behind", () => {
  const claimedBy: [string, Partial<Link>][] = [
    ["the consent", { consent: { person: someone, sessionId: "s1", at: testNow } }],
    [
      "an answer that is not taken up yet",
      {
        wait: aWait({
          decision: { type: "approved", at: testNow, by: "administrator", consent: proof },
        }),
      },
    ],
    ["the end", { ending: { by: "x", at: testNow, runId: null, lastWait: 1, proof, scopes: [] } }],
  ];

  it("is deleted where nothing in the link refers to it", async () => {
    const { sweep, note, forgotten, followUps } = stage(aLink());
    await note("unclaimed", "s1");
    await sweep(testNow);
    expect(forgotten).toEqual(["s1"]);
    expect(followUps.noted()).toEqual([]);
  });

  it.each(claimedBy)("stays where %s refers to it", async (_what, changes) => {
    const { sweep, note, forgotten } = stage(aLink(changes));
    await note("unclaimed", "s1");
    await sweep(testNow);
    expect(forgotten).toEqual([]);
  });
});
