import { tellSoon } from "../../functions/tellSoon";
import { aLink, aRequest } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { fakeFollowUps } from "../support/fakesStorage";

const now = () => testNow;
const kindsFor = async (link: ReturnType<typeof aLink>) => {
  const followUps = fakeFollowUps();
  await tellSoon({ followUps, now }, link);
  return followUps.noted().map(({ kind, linkId, dueAt }) => [kind, linkId, dueAt > testNow]);
};

describe("tellSoon", () => {
  it("has the timers bring a change to lists and feed", async () => {
    const link = aLink();
    expect(await kindsFor(link)).toEqual([["relay", link.id, true]]);
  });

  it("has them tell the link's callback too, where it has one", async () => {
    const ticket = { id: "1", callbackUrl: "https://tickets.example/hooks" };
    const link = aLink({ request: aRequest({ ticket }) });
    expect(await kindsFor(link)).toEqual([
      ["relay", link.id, true],
      ["webhook", link.id, true],
    ]);
  });
});
