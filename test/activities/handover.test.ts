import { createMoveTo } from "../../activities/moveTo";
import { createOpenWait } from "../../activities/openWait";
import { createTakeDecision } from "../../activities/takeDecision";
import { begunEnd } from "../../domain/ending";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import { fakeFollowUps, moving } from "../support/fakesStorage";

const waiting = aLink({
  status: "awaitingWriteback",
  wait: aWait({ n: 3, what: "writeback" }),
  writeback: { ...aLink().writeback, state: "awaitingPerson" },
});
const proof = { sessionId: "s", person: someone, planHash: "hash", agreed: anAgreement };

/** The access is ended while write-back waits: two runs now write to one row. */
function stage() {
  const links = fakeLinks(waiting);
  const begun = begunEnd(waiting, { by: "administrator", at: testNow, proof, scopes: [] });
  links.put(begun?.link ?? waiting);
  const take = createTakeDecision(links, fakeFollowUps());
  return {
    links,
    take: () => take({ linkId: waiting.id, n: 3, now: testNow }),
    move: createMoveTo(moving(links)),
    open: createOpenWait(links, fixedKeys()),
  };
}

describe("the end of access that an operator was asked about", () => {
  const parked = {
    code: "graph_refused" as const,
    step: "removeGuest",
    at: testNow,
    from: "ending" as const,
    evidence: null,
  };
  const ending = { by: "helpdesk", at: testNow, runId: "r", lastWait: 3, proof, scopes: [] };
  const stuck = aLink({
    status: "needsOperator",
    outcome: "completed",
    wait: aWait({ n: 4, what: "operator" }),
    parked,
    ending,
  });

  it("is over where nobody helped in time: the link is ended, with what had to stay", async () => {
    const links = fakeLinks(stuck);
    const take = createTakeDecision(links, fakeFollowUps());
    const late = aWait().deadline;
    expect(await take({ linkId: stuck.id, n: 4, now: late })).toMatchObject({ decided: "expired" });
    await createMoveTo(moving(links, late))({ linkId: stuck.id, status: "ended" });
    expect(links.row()).toMatchObject({ status: "ended", outcome: "ended", wait: null });
  });
});

describe("the end of access while write-back waits", () => {
  it("is heard by the run that waits, whose wake was lost, also after everything has ended", async () => {
    const { links, take, move } = stage();
    await move({ linkId: waiting.id, status: "ended" });
    expect(await take()).toMatchObject({ decided: "ending" });
    expect(links.row()).toMatchObject({ status: "ended", outcome: "ended" });
  });

  it("leaves write-back honestly undone, though the end asks its own question first", async () => {
    const { links, take, open } = stage();
    await open({ linkId: waiting.id, n: 4, what: "end", now: testNow });
    expect(await take()).toMatchObject({ decided: "ending" });
    expect(links.row()).toMatchObject({ status: "ending", wait: { n: 4, what: "end" } });
    expect(links.row().writeback.state).toBe("actionNeeded");
  });
});
