import { createSendMail } from "../../activities/sendMail";
import type { MailName } from "../../domain/contract";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { makeMailedToken } from "../../domain/mailedToken";
import type { Mail } from "../../domain/ports";
import { aCaller, aLink, aWait } from "../support/aLink";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { cancelRequested } from "../support/fakesStages";
import { failureOf, fakeMailLog } from "../support/fakesStorage";

const firstReminder = "2026-11-24T17:00:00.000Z";
const lastReminder = "2026-11-28T10:00:00.000Z";

function stage(link: Link = aLink(), present = firstReminder) {
  const links = fakeLinks(link);
  const mailLog = fakeMailLog();
  const sent: Mail[] = [];
  const keys = fixedKeys(aKey("k2", 2), aKey("k1", 1));
  const clock = { now: present };
  const send = createSendMail({
    links,
    mailLog,
    mailer: { send: (mail) => Promise.resolve(void sent.push(mail)) },
    keys,
    callers: [aCaller()],
    publicUrl: "https://link.example",
    now: () => clock.now,
  });
  const run = (mail: MailName, n = 1) => send({ linkId: link.id, mail, n });
  return { links, mailLog, sent, keys, clock, run };
}

describe("sendMail", () => {
  it("sends the question with the token of its wait, and tells that it did", async () => {
    const { links, sent, keys, mailLog, run } = stage();
    await run("askConsent");
    const token = makeMailedToken(keys, links.row().id, aWait());
    expect(sent.map((mail) => mail.to)).toEqual(["admin@contoso.onmicrosoft.com"]);
    expect(sent[0]?.html).toContain(`https://link.example/consent?t=${token}`);
    expect([...mailLog.log]).toEqual([["askConsent-1-0", true]]);
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

  it("sends again where it never heard that the mail was accepted: at least once", async () => {
    const { sent, mailLog, run } = stage();
    await mailLog.begin(aLink().id, "askConsent-1-0");
    await run("askConsent");
    expect(sent).toHaveLength(1);
  });

  it("notes that it is about to send before it sends, and not that it sent where that failed", async () => {
    const { links, mailLog } = stage();
    const refused = new LinkError({ code: "mail_not_accepted", class: "needsPerson" }, "no");
    const send = createSendMail({
      links,
      mailLog,
      mailer: { send: () => Promise.reject(refused) },
      keys: fixedKeys(),
      callers: [aCaller()],
      publicUrl: "https://link.example",
      now: () => firstReminder,
    });
    expect(await failureOf(send({ linkId: aLink().id, mail: "askConsent", n: 1 }))).toBe(refused);
    expect([...mailLog.log]).toEqual([["askConsent-1-0", false]]);
    expect(links.told()).toEqual([]);
  });

  it("sends each reminder of a wait once, with the same link in it", async () => {
    const { links, sent, clock, run } = stage();
    await run("askConsent");
    await run("remindConsent");
    await run("remindConsent");
    expect(sent).toHaveLength(2);
    expect(links.row().wait?.reminded).toBe(1);
    clock.now = lastReminder;
    await run("remindConsent");
    expect(sent).toHaveLength(3);
    expect(links.row().wait?.reminded).toBe(3);
    const tokens = sent.map((mail) => /\?t=([\w.-]+)/.exec(mail.html)?.[1]);
    expect(new Set(tokens).size).toBe(1);
  });

  it("marks a reminder as done where the process died right after it was sent", async () => {
    const { links, sent, run } = stage();
    links.dieAtChange(2);
    await expect(run("remindConsent")).rejects.toThrow("died");
    expect(links.row().wait?.reminded).toBe(0);
    links.revive();
    await run("remindConsent");
    expect(sent).toHaveLength(1);
    expect(links.row().wait?.reminded).toBe(1);
  });

  it("never takes a reminder mark back", async () => {
    const { links, run } = stage(aLink({ wait: aWait({ reminded: 2 }) }));
    await run("remindConsent");
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
    const { sent, mailLog, run } = stage();
    await run("askConsent", 7);
    expect(sent).toEqual([]);
    expect(mailLog.log.size).toBe(0);
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
