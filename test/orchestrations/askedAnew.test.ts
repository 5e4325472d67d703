import { LinkError } from "../../domain/errors";
import { endLink } from "../../orchestrations/endLink";
import { linkDirectory } from "../../orchestrations/linkDirectory";
import { startEngine, type TestEngine } from "../support/engine";
import { fakeStory } from "./fakeStory";

const lapsed = new LinkError({ code: "session_lapsed", class: "needsPerson" }, "as the test wants");

describe("a question that is wanted once more", () => {
  const story = fakeStory();
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine({ endLink, linkDirectory }, story.activities);
  });
  afterAll(() => engine.close());

  const begin = (name: string, id: string) => engine.start(name, id, { linkId: id });
  const decide = (id: string, n: number, type: Parameters<typeof story.decide>[2][1]) =>
    story.decide(engine, id, [n, type]);
  const last = (id: string, count: number) => story.log(id).slice(-count);

  it("is opened anew and mailed, consent as well as the sign-in, and goes on with the new answer", async () => {
    await begin("linkDirectory", "again");
    await decide("again", 1, "resent");
    expect(last("again", 2)).toEqual(["openWait consent 2", "sendMail askConsent 2"]);
    await decide("again", 2, "approved");
    expect(last("again", 2)).toEqual(["openWait signIn 3", "sendMail askSignIn 3"]);
    await decide("again", 3, "resent");
    expect(last("again", 2)).toEqual(["openWait signIn 4", "sendMail askSignIn 4"]);
    await decide("again", 4, "signedIn");
    expect(story.log("again")).toContain("moveTo linked");
  });

  it("goes out at once where it was only shown before", async () => {
    story.answer("shown", "preflight", { isThere: true, how: "direct" });
    await begin("linkDirectory", "shown");
    await decide("shown", 1, "approved");
    expect(last("shown", 1)).toEqual(["openWait confirmation 2"]);
    await decide("shown", 2, "resent");
    expect(last("shown", 2)).toEqual(["openWait confirmation 3", "sendMail remindConfirmation 3"]);
  });

  it.each(["resent", "forwarded"] as const)(
    "is put to an administrator again where the session lapsed (%s), and the step is taken after that",
    async (type) => {
      story.fail(type, "inviteAccount", lapsed);
      await begin("linkDirectory", type);
      await decide(type, 1, "approved");
      expect(last(type, 2)).toEqual(["openWait administrator 2", "sendMail askAdministrator 2"]);
      await decide(type, 2, type);
      expect(last(type, 2)).toEqual(["openWait administrator 3", "sendMail askAdministrator 3"]);
      await decide(type, 3, "renewed");
      expect(last(type, 3)).toEqual(["inviteAccount", "openWait signIn 4", "sendMail askSignIn 4"]);
    },
  );

  it("goes to both people about write-back", async () => {
    await begin("linkDirectory", "both");
    await decide("both", 1, "approved");
    await decide("both", 2, "signedIn");
    await decide("both", 3, "resent");
    expect(last("both", 3)).toEqual([
      "openWait writeback 4",
      "sendMail linkedAccount 4",
      "sendMail linkedAdministrator 4",
    ]);
    await decide("both", 4, "signedOff");
    expect(engine.output("both")).toBe("completed");
  });

  it("asks for the end again", async () => {
    await begin("endLink", "end");
    await decide("end", 5, "resent");
    expect(last("end", 2)).toEqual(["openWait end 6", "sendMail askEnd 6"]);
    await decide("end", 6, "agreedToEnd");
    expect(engine.output("end")).toBe("ended");
  });
});
