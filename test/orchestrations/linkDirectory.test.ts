import { LinkError } from "../../domain/errors";
import { globalAdministrator } from "../../domain/roles";
import { linkDirectory } from "../../orchestrations/linkDirectory";
import { startEngine, type TestEngine } from "../support/engine";
import { fakeStory } from "./fakeStory";

const day = 24 * 60 * 60;
const toConsent = ["claimRun", "resolveDirectory", "makePlan", "openWait consent 1"];
const consent = [...toConsent, "sendMail askConsent 1"];
const signIn = ["openWait signIn 2", "sendMail askSignIn 2"];
const prepared = ["moveTo preparing", "confirmConsent", "preflight", "inviteAccount", ...signIn];
const given = ["moveTo assigningRole", "confirmAccount", "assignRole", "moveTo linked"];
const checked = ["moveTo awaitingWriteback", "checkWriteBack"];
const told = (n: number) => [
  "prepareEnd",
  `sendMail linkedAccount ${String(n)}`,
  `sendMail linkedAdministrator ${String(n)}`,
];
const asked = ["openWait writeback 3", ...told(3)];
const closed = ["sendMail writebackClosed 0", "forgetSession", "moveTo completed"];
const undone = [
  ...["moveTo undoing", "undoRoles", "reportUndo", "prepareEnd"],
  ...["sendMail stoppedAdministrator 0", "sendMail stoppedAccount 0", "forgetSession"],
];
const refused = new LinkError({ code: "graph_refused", class: "final" }, "no");
const agreed = {
  roles: [globalAdministrator.templateId],
  passwordWriteback: true,
  setWritebackFlag: false,
};

/** The second edition of the story: version 2.0, as host.json starts new links. */
describe("linkDirectory", () => {
  const story = fakeStory();
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine({ linkDirectory }, story.activities);
  });
  afterAll(() => engine.close());

  const begin = (id: string) => engine.start("linkDirectory", id, { linkId: id });
  const decide = (id: string, ...decision: Parameters<typeof story.decide>[2]) =>
    story.decide(engine, id, decision);
  /** Everybody agrees, up to the question about write-back. */
  const toLinked = async (id: string) => {
    await begin(id);
    await decide(id, 1, "approved");
    await decide(id, 2, "signedIn");
  };
  const since = (id: string, count: number) => story.log(id).slice(count);
  const linked = [...consent, ...prepared, ...given];

  it("looks before it changes anything, and asks about write-back once the account is linked", async () => {
    await toLinked("happy");
    expect(story.log("happy")).toEqual([...linked, ...checked, ...asked]);
    expect(engine.output("happy")).toBeNull();
  });

  it.each([
    ["signedOff", ["checkWriteBack", ...closed]],
    ["notDone", closed],
  ] as const)("is completed once write-back is %s", async (type, then) => {
    await toLinked(type);
    const count = story.log(type).length;
    await decide(type, 3, type);
    expect(since(type, count)).toEqual(then);
    expect(engine.output(type)).toBe("completed");
  });

  it("reminds both people of write-back, and is completed when nobody answers", async () => {
    await toLinked("silent");
    const count = story.log("silent").length;
    await engine.later(2 * day);
    expect(since("silent", count)).toEqual([
      "sendMail remindWritebackAdministrator 3",
      "sendMail remindWritebackAccount 3",
    ]);
    for (const days of [3, 2]) await engine.later(days * day);
    expect(since("silent", count + 2)).toEqual(closed);
    expect(engine.output("silent")).toBe("completed");
  });

  it("leaves the link to its end where the access is ended while write-back waits", async () => {
    await toLinked("ending");
    const count = story.log("ending").length;
    await decide("ending", 3, "ending");
    expect(since("ending", count)).toEqual([]);
    expect(engine.output("ending")).toBe("ending");
  });

  it("asks nobody about write-back where there is nothing to do", async () => {
    story.answer("closed", "checkWriteBack", { isOpen: false });
    await toLinked("closed");
    const end = ["forgetSession", "moveTo completed"];
    expect(story.log("closed")).toEqual([...linked, ...checked, ...told(0), ...end]);
  });

  it("looks at nothing where write-back was not agreed to", async () => {
    story.answer("without", "confirmConsent", { ...agreed, passwordWriteback: false });
    await toLinked("without");
    const end = ["forgetSession", "moveTo completed"];
    expect(story.log("without")).toEqual([...linked, ...told(0), ...end]);
  });

  it("asks people all the same where the directory could not be checked", async () => {
    story.fail("unchecked", "checkWriteBack", refused);
    await toLinked("unchecked");
    expect(story.log("unchecked")).toEqual([...linked, ...checked, "leaveWriteBackOpen", ...asked]);
  });

  it("sets the flag first where that was agreed to; what comes of it holds up nothing", async () => {
    story.answer("flag", "confirmConsent", { ...agreed, setWritebackFlag: true });
    story.fail("flag", "setWritebackFlag", refused);
    await toLinked("flag");
    expect(story.log("flag")).toEqual([...linked, "setWritebackFlag", ...checked, ...asked]);
  });

  it("gives a role by Privileged Identity Management, or for good where that cannot be", async () => {
    for (const [id, isGiven] of [
      ["scheduled", true],
      ["fallen back", false],
    ] as const) {
      story.answer(id, "preflight", { isThere: false, how: "scheduled" });
      story.answer(id, "scheduleRole", { given: isGiven });
      await toLinked(id);
      const roles = story.log(id).filter((call) => /^\w+Role$/.test(call));
      expect(roles).toEqual(isGiven ? ["scheduleRole"] : ["scheduleRole", "assignRole"]);
    }
  });

  it.each(["preflight", "scheduleRole"] as const)(
    "asks an administrator to sign in once more where their session lapsed before %s",
    async (name) => {
      const id = `lapsed ${name}`;
      const lapsed = new LinkError({ code: "session_lapsed", class: "needsPerson" }, "gone");
      story.answer(id, "preflight", { isThere: false, how: "eligible" });
      story.fail(id, name, lapsed);
      await begin(id);
      await decide(id, 1, "approved");
      const n = name === "preflight" ? 2 : 3;
      if (n === 3) await decide(id, 2, "signedIn");
      expect(story.log(id).slice(-4)).toEqual([
        name,
        `park ${name}`,
        `openWait administrator ${String(n)}`,
        `sendMail askAdministrator ${String(n)}`,
      ]);
      const count = story.log(id).length;
      await decide(id, n, "renewed");
      expect(since(id, count)[0]).toBe(name);
    },
  );

  it("leaves to an operator what the directory lacks for an eligible role", async () => {
    const lacking = new LinkError({ code: "premium_licence_missing", class: "needsPerson" }, "P2");
    story.fail("unlicensed", "preflight", lacking);
    await begin("unlicensed");
    await decide("unlicensed", 1, "approved");
    expect(story.log("unlicensed").slice(-2)).toEqual(["park preflight", "openWait operator 2"]);
  });

  it("shows a found account at once where the administrator still is, and mails who has left", async () => {
    story.answer("found", "preflight", { isThere: true, how: "direct" });
    await begin("found");
    await decide("found", 1, "approved");
    const count = story.log("found").length;
    expect(story.log("found").slice(-2)).toEqual(["preflight", "openWait confirmation 2"]);
    await engine.later(2 * day);
    expect(since("found", count)).toEqual(["sendMail remindConfirmation 2"]);
    await decide("found", 2, "confirmed");
    expect(since("found", count + 1)).toEqual(["openWait signIn 3", "sendMail askSignIn 3"]);
  });

  it("ends where the administrator manages it themselves: looked at, told, and nobody invited", async () => {
    await begin("own");
    await decide("own", 1, "ownSubscription");
    expect(story.log("own")).toEqual([
      ...consent,
      ...["checkWriteBack", "sendMail notNeeded 0", "forgetSession", "moveTo notNeeded"],
    ]);
    expect(engine.output("own")).toBe("notNeeded");
  });

  it("makes the links to the end also for what an unfinished link leaves behind", async () => {
    await begin("stopped");
    await decide("stopped", 1, "approved");
    const count = story.log("stopped").length;
    await decide("stopped", 2, "declined");
    expect(since("stopped", count)).toEqual([...undone, "moveTo declined"]);
    expect(engine.output("stopped")).toBe("declined");
  });
});
