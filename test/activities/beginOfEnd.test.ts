import { linkId as idType } from "../../domain/ids";
import { createClaimEnd } from "../../activities/claimEnd";
import { createPrepareEnd } from "../../activities/prepareEnd";
import type { Link } from "../../domain/link";
import { makeMailedToken, standing } from "../../domain/mailedToken";
import { aLink, anAgreement } from "../support/aLink";
import { fakeDirectory } from "../support/fakesDirectory";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import { fakeFollowUps, fakeOpenLinks } from "../support/fakesStorage";

const until = "2027-01-31T00:00:00.000Z";
const { id: linkId } = aLink();

describe("prepareEnd", () => {
  const keys = fixedKeys(aKey("k2", 2), aKey("k1", 1));
  function stage(changes: Partial<Link> = {}) {
    const links = fakeLinks(aLink({ status: "linked", wait: null, ...changes }));
    const followUps = fakeFollowUps();
    const prepare = createPrepareEnd({ links, followUps, keys });
    return { links, followUps, run: () => prepare({ linkId }) };
  }
  const dated: Partial<Link> = { until: { at: until, enforcedBy: "reminder" } };

  it("makes one link for each of the two people and keeps only their hashes", async () => {
    const { links, followUps, run } = stage();
    await run();
    const token = (reader: "administrator" | "account") =>
      makeMailedToken(keys, linkId, { n: standing, kid: "k2", reader });
    expect(links.row().standing).toEqual({
      kid: "k2",
      administrator: keys.sha256(token("administrator")),
      account: keys.sha256(token("account")),
    });
    const row = JSON.stringify(links.row());
    for (const reader of ["administrator", "account"] as const)
      expect(row).not.toContain(token(reader).split(".")[2]);
    expect(links.told()).toEqual([]);
    expect(followUps.noted()).toEqual([]);
  });

  it.each(["entra", "reminder"] as const)(
    "notes the agreed day where the access has one (ended by %s), once",
    async (enforcedBy) => {
      const { followUps, run } = stage({ until: { at: until, enforcedBy } });
      await run();
      await run();
      expect(followUps.noted()).toEqual([{ kind: "endDate", linkId, detail: "", dueAt: until }]);
    },
  );

  it("keeps the links that were mailed already, also after the keys were rotated", async () => {
    const { links, followUps, run } = stage(dated);
    await run();
    const before = links.row();
    const rotated = fixedKeys(aKey("k3", 3), aKey("k2", 2));
    await createPrepareEnd({ links, followUps, keys: rotated })({ linkId });
    expect(links.row()).toEqual(before);
  });

  it("notes the day after all where the process died in between", async () => {
    const { links, followUps, run } = stage(dated);
    const { note } = followUps;
    followUps.note = () => Promise.reject(new Error("died"));
    await expect(run()).rejects.toThrow("died");
    expect(links.row().standing).not.toBeNull();
    followUps.note = note;
    await run();
    expect(followUps.noted()).toHaveLength(1);
  });

  it("notes no day while its links are not written", async () => {
    const { links, followUps, run } = stage(dated);
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    expect(links.row().standing).toBeNull();
    expect(followUps.noted()).toEqual([]);
  });
});

describe("claimEnd", () => {
  const ending: NonNullable<Link["ending"]> = {
    by: "helpdesk",
    at: testNow,
    runId: null,
    lastWait: 4,
    proof: null,
    scopes: [],
  };
  const proof = { sessionId: "s", person: someone, planHash: "hash", agreed: anAgreement };

  async function stage(end: Link["ending"] = ending) {
    const consent = { person: someone, at: testNow, sessionId: "of-consent" };
    const links = fakeLinks(aLink({ status: "ending", wait: null, consent, ending: end }));
    const { sessions } = fakeDirectory();
    const forgotten: string[][] = [];
    sessions.forget = (...which) => Promise.resolve(void forgotten.push(which.map(String)));
    const followUps = fakeFollowUps();
    for (const kind of ["startEnd", "endDate"] as const)
      await followUps.note({ kind, linkId, detail: "", dueAt: testNow });
    const openLinks = fakeOpenLinks();
    const claim = createClaimEnd({ links, followUps, sessions, openLinks });
    return { links, followUps, forgotten, openLinks, claim };
  }

  it("gives the end to the first run and to no other", async () => {
    const { links, claim } = await stage();
    const mine = { mine: true, lastWait: 4, proven: false };
    expect(await claim({ linkId, runId: "run-1" })).toEqual(mine);
    expect(await claim({ linkId, runId: "run-2" })).toMatchObject({ mine: false });
    expect(await claim({ linkId, runId: "run-1" })).toEqual(mine);
    expect(links.row().ending?.runId).toBe("run-1");
    expect(links.told()).toEqual(["access.endStarted"]);
  });

  it("says whether an administrator has signed in for it already", async () => {
    const { claim } = await stage({ ...ending, proof });
    expect(await claim({ linkId, runId: "run-1" })).toMatchObject({ proven: true });
  });

  it("forgets the consent's session, of no more use, and no other one of the link", async () => {
    const { forgotten, claim } = await stage({ ...ending, proof });
    await claim({ linkId, runId: "run-1" });
    expect(forgotten).toEqual([[linkId, "of-consent"]]);
  });

  it("holds the account again, unless another link does", async () => {
    const { links, openLinks, claim } = await stage();
    const { directory, request } = links.row();
    if (!directory) throw new Error("no directory");
    const whose = { tenantId: directory.tenantId, address: request.account.email };
    await claim({ linkId, runId: "run-1" });
    expect(await openLinks.holder(whose)).toBe(linkId);
    await openLinks.release(whose, linkId);
    const other = idType.parse("b".repeat(26));
    await openLinks.claim(whose, other);
    await claim({ linkId, runId: "run-1" });
    expect(await openLinks.holder(whose)).toBe(other);
  });

  it("clears the notes that would start or begin it again", async () => {
    const { followUps, claim } = await stage();
    await claim({ linkId, runId: "run-1" });
    expect(followUps.noted()).toEqual([]);
  });

  it("keeps those notes while the claim is not written", async () => {
    const { links, followUps, claim } = await stage();
    links.dieAtChange(1);
    await expect(claim({ linkId, runId: "run-1" })).rejects.toThrow("died");
    expect(followUps.noted()).toHaveLength(2);
    expect(links.row().ending?.runId).toBeNull();
  });

  it("claims nothing of a link that nobody ends", async () => {
    const { links, claim } = await stage(null);
    expect(await claim({ linkId, runId: "run-1" })).toEqual({
      mine: false,
      lastWait: 0,
      proven: false,
    });
    expect(links.told()).toEqual([]);
  });
});
