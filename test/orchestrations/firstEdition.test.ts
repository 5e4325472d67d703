import { LinkError } from "../../domain/errors";
import { linkDirectory } from "../../orchestrations/linkDirectory";
import { startEngine, type TestEngine } from "../support/engine";
import { hostJson } from "../support/hostJson";
import { fakeStory } from "./fakeStory";

const day = 24 * 60 * 60;
const consent = [
  ...["claimRun", "resolveDirectory", "makePlan", "openWait consent 1", "sendMail askConsent 1"],
  ...["moveTo preparing", "confirmConsent", "findAccount"],
];
const rest = [
  ...["openWait signIn 2", "sendMail askSignIn 2"],
  ...["moveTo assigningRole", "confirmAccount", "assignRole", "moveTo linked"],
  ...["moveTo awaitingWriteback", "checkWriteBack"],
];
const end = [
  ...["sendMail linkedAccount 0", "sendMail linkedAdministrator 0"],
  ...["forgetSession", "moveTo completed"],
];

/** Links that began before there was a second edition: version 1.0, as host.json had it then. */
describe("linkDirectory as it was first told", () => {
  const story = fakeStory();
  const settings = hostJson.extensions?.durableTask as { defaultVersion: string };
  const { defaultVersion } = settings;
  let engine: TestEngine;
  beforeAll(async () => {
    settings.defaultVersion = "1.0";
    engine = await startEngine({ linkDirectory }, story.activities);
  });
  afterAll(async () => {
    settings.defaultVersion = defaultVersion;
    await engine.close();
  });

  const decide = (id: string, ...decision: Parameters<typeof story.decide>[2]) =>
    story.decide(engine, id, decision);
  const begin = async (id: string) => {
    await engine.start("linkDirectory", id, { linkId: id });
    await decide(id, 1, "approved");
  };

  it("takes the old steps in the old order: no pre-flight, and write-back is left to people", async () => {
    await begin("happy");
    await decide("happy", 2, "signedIn");
    expect(story.log("happy")).toEqual([...consent, "inviteAccount", ...rest, ...end]);
    expect(engine.output("happy")).toBe("completed");
  });

  it("says that it could not check, and completes all the same", async () => {
    const refused = new LinkError({ code: "graph_refused", class: "final" }, "no");
    story.fail("unchecked", "checkWriteBack", refused);
    await begin("unchecked");
    await decide("unchecked", 2, "signedIn");
    expect(story.log("unchecked").slice(consent.length + 1 + rest.length)).toEqual([
      "leaveWriteBackOpen",
      ...end,
    ]);
  });

  it("mails about a found account at once", async () => {
    story.answer("found", "findAccount", { isThere: true });
    await begin("found");
    const asked = ["openWait confirmation 2", "sendMail askConfirmation 2"];
    expect(story.log("found")).toEqual([...consent, ...asked]);
    await engine.later(2 * day);
    expect(story.log("found").at(-1)).toBe("sendMail remindConfirmation 2");
  });

  it("makes no links to the end for what it leaves behind", async () => {
    await begin("stopped");
    const count = story.log("stopped").length;
    await decide("stopped", 2, "declined");
    expect(story.log("stopped").slice(count)).toEqual([
      ...["moveTo undoing", "undoRoles", "reportUndo"],
      ...["sendMail stoppedAdministrator 0", "sendMail stoppedAccount 0"],
      ...["forgetSession", "moveTo declined"],
    ]);
    expect(engine.output("stopped")).toBe("declined");
  });

  it("never uses what only the second edition has", () => {
    const all = ["happy", "unchecked", "found", "stopped"].flatMap(story.log).join(" ");
    expect(all).not.toMatch(/preflight|scheduleRole|prepareEnd|setWritebackFlag|writebackClosed/);
    expect(all).not.toContain("openWait writeback");
  });
});
