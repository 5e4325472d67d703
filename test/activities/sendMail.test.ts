import { createSendMail } from "../../activities/sendMail";
import type { MailName } from "../../domain/contract";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { makeMailedToken, type Reader } from "../../domain/mailedToken";
import type { Mail } from "../../domain/ports";
import { aCaller, aLink, aWait } from "../support/aLink";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks, type FakeLinks } from "../support/fakesLinks";
import { cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const firstReminder = "2026-11-24T17:00:00.000Z";

const stage = (link: Link = aLink()) => stageOn(fakeLinks(link));

function stageOn(links: FakeLinks) {
  const link = links.row();
  const sent: Mail[] = [];
  const keys = fixedKeys(aKey("k2", 2), aKey("k1", 1));
  const send = createSendMail({
    links,
    mailer: { send: (mail) => Promise.resolve(void sent.push(mail)) },
    keys,
    callers: [aCaller()],
    publicUrl: "https://link.example",
    now: () => firstReminder,
  });
  const run = (mail: MailName, n = 1, reminder?: number) =>
    send({ linkId: link.id, mail, n, ...(reminder ? { reminder } : {}) });
  const remind = (reminder: number) => run("remindConsent", 1, reminder);
  return { links, sent, keys, run, remind };
}

describe("sendMail", () => {
  it("sends the question with the token of its wait, and tells that it did", async () => {
    const { links, sent, keys, run } = stage();
    await run("askConsent");
    const token = makeMailedToken(keys, links.row().id, aWait());
    expect(sent.map((mail) => mail.to)).toEqual(["admin@contoso.onmicrosoft.com"]);
    expect(sent[0]?.html).toContain(`https://link.example/consent?t=${token}`);
    expect(links.row().mails).toEqual([{ key: "askConsent-1-0", at: firstReminder }]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({ type: "mail.sent", data: { mail: "askConsent" } });
  });

  it("sends a mail once, however often it runs", async () => {
    const { links, sent, run } = stage();
    await run("askConsent");
    await run("askConsent");
    expect(sent).toHaveLength(1);
    expect(links.told()).toEqual(["mail.sent"]);
  });

  it("sends again where the process died before it could note the mail: at least once", async () => {
    const { links, sent, run } = stage();
    links.dieAtChange(1);
    await expect(run("askConsent")).rejects.toThrow("died");
    links.revive();
    await run("askConsent");
    expect(sent).toHaveLength(2);
    expect(links.told()).toEqual(["mail.sent"]);
  });

  it("says in the link that a mail was not accepted, once, until one goes out to the same person", async () => {
    const { links } = stage();
    const refused = new LinkError({ code: "mail_not_accepted", class: "needsPerson" }, "no");
    const send = createSendMail({
      links,
      mailer: { send: () => Promise.reject(refused) },
      keys: fixedKeys(),
      callers: [aCaller()],
      publicUrl: "https://link.example",
      now: () => firstReminder,
    });
    expect(await failureOf(send({ linkId: aLink().id, mail: "askConsent", n: 1 }))).toBe(refused);
    expect(await failureOf(send({ linkId: aLink().id, mail: "askConsent", n: 1 }))).toBe(refused);
    expect(links.row().mails).toEqual([]);
    expect(links.row().mailRefused).toMatchObject({ mail: "askConsent", code: refused.code });
    expect(links.told()).toEqual(["mail.refused"]);
    const { run } = stageOn(links);
    await run("remindConsent", 1, 1);
    expect(links.row().mailRefused).toBeNull();
  });

  it("sends each reminder of a wait once, with the same link in it", async () => {
    const { links, sent, run, remind } = stage();
    await run("askConsent");
    await remind(1);
    await remind(1);
    expect(sent).toHaveLength(2);
    expect(links.row().wait?.reminded).toBe(1);
    await remind(3);
    expect(sent).toHaveLength(3);
    expect(links.row().wait?.reminded).toBe(3);
    const tokens = sent.map((mail) => /\?t=([\w.-]+)/.exec(mail.html)?.[1]);
    expect(new Set(tokens).size).toBe(1);
  });

  it("marks a reminder together with its mail", async () => {
    const { links, remind } = stage();
    links.dieAtChange(1);
    await expect(remind(1)).rejects.toThrow("died");
    expect(links.row()).toMatchObject({ wait: { reminded: 0 }, mails: [] });
    links.revive();
    await remind(1);
    expect(links.row()).toMatchObject({
      wait: { reminded: 1 },
      mails: [{ key: "remindConsent-1-1" }],
    });
  });

  it("never takes a reminder mark back", async () => {
    const { links, remind } = stage(aLink({ wait: aWait({ reminded: 2 }) }));
    await remind(1);
    expect(links.row().wait?.reminded).toBe(2);
  });

  it("asks nobody about a question that was answered meanwhile", async () => {
    const decision = { type: "declined" as const, at: firstReminder, by: "administrator" };
    const { links, sent, run } = stage(aLink({ wait: null, pastWaits: [aWait({ decision })] }));
    await run("remindConsent");
    expect(sent).toEqual([]);
    expect(links.told()).toEqual([]);
  });

  it("has nothing to send for a wait that does not exist", async () => {
    const { links, sent, run } = stage();
    await run("askConsent", 7);
    expect(sent).toEqual([]);
    expect(links.row().mails).toEqual([]);
  });

  it("gives each of the two people their own links to write-back and to the end, and never the other's", async () => {
    const wait = aWait({ n: 3, what: "writeback", accountTokenHash: "hash" });
    const standing = { kid: "k1", administrator: "a", account: "b" };
    const writeback = { ...aLink().writeback, state: "awaitingPerson" as const };
    const { links, sent, keys, run } = stage(
      aLink({ status: "awaitingWriteback", wait, standing, writeback }),
    );
    await run("linkedAdministrator", 3);
    await run("linkedAccount", 3);
    const token = (reader: Reader, n: number) =>
      makeMailedToken(keys, links.row().id, { n, kid: "k1", reader });
    const tokens = (reader: Reader) => [token(reader, 3), token(reader, 0)];
    const [administrator, account] = [tokens("administrator"), tokens("account")];
    const [first, second] = sent.map((mail) => mail.html);
    const carried = (texts: string[]) =>
      texts.map((text) => [first?.includes(text), second?.includes(text)]);
    expect(carried(administrator)).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(carried(account)).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(links.row().mails.map((mail) => mail.key)).toEqual([
      "linkedAdministrator-3-0",
      "linkedAccount-3-0",
    ]);
  });

  it("mails no link to the end before there is one", async () => {
    const { sent, run } = stage(aLink({ status: "linked", wait: null }));
    await run("linkedAdministrator", 0);
    expect(sent[0]?.html).not.toContain("?t=");
  });

  it("sends nothing for a link that is to be cancelled, but still the news of its end", async () => {
    const cancelled = stage(aLink({ cancelRequested }));
    expect(await failureOf(cancelled.run("askConsent"))).toMatchObject({
      code: "cancel_requested",
    });
    expect(cancelled.sent).toEqual([]);
    const undoing = stage(aLink({ cancelRequested, status: "undoing" }));
    await undoing.run("stoppedAdministrator", 0);
    expect(undoing.sent).toHaveLength(1);
  });
});
