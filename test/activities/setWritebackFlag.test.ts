import { createSetWritebackFlag } from "../../activities/setWritebackFlag";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { aRequest, aTenant } from "../support/aLink";
import { fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { aSignedInLink, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const linked = (changes: Partial<Link> = {}): Link =>
  aSignedInLink({
    status: "linked",
    request: aRequest({ setWritebackFlag: true }),
    ...changes,
  });

function stage(link: Link = linked()) {
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  const set = createSetWritebackFlag({ links, sessions: fake.sessions, now: () => testNow });
  return {
    links,
    fake,
    run: () => set({ linkId: link.id }),
    flag: () => links.row().writeback.flag,
  };
}

describe("setWritebackFlag", () => {
  it("looks, sets the flag of this directory, looks again, and keeps all of it as evidence", async () => {
    const { links, fake, run, flag } = stage();
    await run();
    expect(fake.calls).toEqual([
      ["writebackFlag"],
      ["setWritebackFlag", aTenant],
      ["writebackFlag"],
    ]);
    expect(flag()).toEqual({ before: false, answer: "accepted", after: true, at: testNow });
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({
      type: "writeback.flag",
      data: { before: "false", answer: "accepted", after: "true" },
    });
  });

  it("never takes the answer for write-back that is done", async () => {
    const { links, run } = stage();
    const { flag, ...before } = links.row().writeback;
    expect(flag).toBeNull();
    await run();
    expect(links.row().writeback).toMatchObject(before);
  });

  it("sets it once, however often it runs", async () => {
    const { links, fake, run } = stage();
    await run();
    await run();
    expect(fake.writes()).toEqual(["setWritebackFlag"]);
    expect(links.told()).toEqual(["writeback.flag"]);
  });

  it.each([
    ["graph_refused", "final"],
    ["graph_refused", "needsPerson"],
  ] as const)("keeps a refusal as the answer: %s (%s)", async (code, kind) => {
    const { fake, run, flag } = stage();
    fake.fail("setWritebackFlag", new LinkError({ code, class: kind }, "x"));
    await run();
    expect(flag()).toMatchObject({ before: false, answer: `refused (${code})`, after: false });
  });

  it.each(["settling", "throttled", "transient"] as const)(
    "takes a failure that passes (%s) for no answer yet",
    async (kind) => {
      const { links, fake, run, flag } = stage();
      const failure = new LinkError({ code: "graph_unavailable", class: kind }, "x");
      fake.fail("setWritebackFlag", failure);
      expect(await failureOf(run())).toBe(failure);
      expect(flag()).toMatchObject({ before: false, answer: "no answer yet", after: null });
      expect(links.told()).toEqual([]);
    },
  );

  it("notes nothing while the row is not written, and then what it sees", async () => {
    const { links, run, flag } = stage();
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    expect(flag()).toBeNull();
    links.revive();
    await run();
    expect(flag()).toMatchObject({ answer: "accepted", after: true });
    expect(links.told()).toEqual(["writeback.flag"]);
  });

  it("does nothing where nobody agreed to it, or somebody cancelled", async () => {
    const plain = stage(linked({ request: aRequest() }));
    await plain.run();
    const cancelled = stage(linked({ status: "preparing", cancelRequested }));
    expect(await failureOf(cancelled.run())).toMatchObject({ code: "cancel_requested" });
    for (const { fake, flag } of [plain, cancelled]) {
      expect(fake.sessions.opened).toBe(0);
      expect(flag()).toBeNull();
    }
  });

  it("keeps what the flag read before, where a try that died had set it", async () => {
    const { fake, links, run, flag } = stage();
    const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");
    fake.fail("setWritebackFlag", lost, "late");
    await failureOf(run());
    await run();
    expect(flag()).toMatchObject({ before: false, answer: "accepted", after: true });
    expect(links.told()).toEqual(["writeback.flag"]);
  });
});
