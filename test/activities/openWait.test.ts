import { createOpenWait } from "../../activities/openWait";
import { makeMailedToken } from "../../domain/mailedToken";
import { aLink, aWait } from "../support/aLink";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { aPlannedLink, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const keys = fixedKeys(aKey("k2", 2), aKey("k1", 1));
const requested = aPlannedLink({ status: "requested", wait: null });
const asked = { linkId: requested.id, n: 1, what: "consent" as const, now: testNow };

describe("openWait", () => {
  it("opens the wait and moves the link in one write", async () => {
    const links = fakeLinks(requested);
    await createOpenWait(links, keys)(asked);
    expect(links.row()).toMatchObject({
      status: "awaitingConsent",
      since: testNow,
      version: requested.version + 1,
      wait: { n: 1, what: "consent", deadline: "2026-11-29T10:00:00.000Z", decision: null },
    });
    expect(links.told()).toEqual(["link.awaitingConsent"]);
  });

  it("keeps only the hash of the token that the mail will carry, made with the newest key", async () => {
    const links = fakeLinks(requested);
    await createOpenWait(links, keys)(asked);
    const token = makeMailedToken(keys, requested.id, { n: 1, kid: "k2" });
    expect(links.row().wait).toMatchObject({ kid: "k2", tokenHash: keys.sha256(token) });
    expect(JSON.stringify(links.row())).not.toContain(token.split(".")[2]);
  });

  it("opens a wait once: a repeat later neither moves its deadline nor opens it again", async () => {
    const links = fakeLinks(requested);
    const open = createOpenWait(links, keys);
    await open(asked);
    const before = links.row();
    await open({ ...asked, now: "2026-11-25T10:00:00.000Z" });
    expect(links.row()).toEqual(before);
    const decided = aLink({ wait: null, pastWaits: [aWait()] });
    links.put(decided);
    await open(asked);
    expect(links.row().wait).toBeNull();
  });

  it("closes a wait that is still open, so that its mailed link opens nothing any more", async () => {
    const links = fakeLinks(aLink());
    await createOpenWait(links, keys)({ ...asked, n: 2 });
    // Reminders that will never go out are not kept.
    expect(links.row().pastWaits).toEqual([{ ...aWait(), reminders: [] }]);
    expect(links.row().wait?.n).toBe(2);
  });

  it.each([
    ["signIn", "preparing", "awaitingSignIn"],
    ["administrator", "assigningRole", "awaitingAdministrator"],
    ["operator", "preparing", "needsOperator"],
    ["writeback", "awaitingWriteback", "awaitingWriteback"],
    ["end", "ending", "ending"],
    ["operator", "ending", "needsOperator"],
  ] as const)("waits for %s from %s in %s", async (what, status, next) => {
    const links = fakeLinks(aLink({ status, wait: null }));
    await createOpenWait(links, keys)({ ...asked, what });
    expect(links.row().status).toBe(next);
    expect(links.row().wait?.what).toBe(what);
  });

  it("asks both people about write-back, each by a link of their own", async () => {
    const links = fakeLinks(aLink({ status: "awaitingWriteback", wait: null }));
    await createOpenWait(links, keys)({ ...asked, n: 3, what: "writeback" });
    const hash = (reader: "administrator" | "account") =>
      keys.sha256(makeMailedToken(keys, requested.id, { n: 3, kid: "k2", reader }));
    expect(links.row().wait).toMatchObject({
      tokenHash: hash("administrator"),
      accountTokenHash: hash("account"),
      deadline: "2026-12-06T10:00:00.000Z",
    });
    expect(links.row().writeback.state).toBe("awaitingPerson");
  });

  it("gives the account holder no link to any other question", async () => {
    const links = fakeLinks(aLink({ status: "ending", wait: null }));
    await createOpenWait(links, keys)({ ...asked, what: "end" });
    expect(links.row().wait?.accountTokenHash).toBeNull();
    expect(links.row().writeback.state).toBe("planned");
  });

  it("asks an operator also where what is ended had been cancelled before", async () => {
    const link = aLink({ status: "needsOperator", outcome: "cancelled", wait: null });
    const ending = {
      by: "helpdesk",
      at: testNow,
      runId: "r",
      lastWait: 1,
      proof: null,
      scopes: [],
    };
    const links = fakeLinks({ ...link, cancelRequested, ending });
    await createOpenWait(links, keys)({ ...asked, n: 2, what: "operator" });
    expect(links.row().wait).toMatchObject({ n: 2, what: "operator" });
  });

  it("asks nobody about a link that is to be cancelled or elsewhere", async () => {
    const cancelled = fakeLinks({ ...requested, cancelRequested });
    expect(await failureOf(createOpenWait(cancelled, keys)(asked))).toMatchObject({
      code: "cancel_requested",
    });
    const completed = fakeLinks(aLink({ status: "completed", wait: null }));
    expect(await failureOf(createOpenWait(completed, keys)(asked))).toMatchObject({
      code: "not_in_this_state",
    });
    for (const links of [cancelled, completed]) {
      expect(links.row().wait).toBeNull();
      expect(links.told()).toEqual([]);
    }
  });
});
