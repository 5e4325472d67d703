import { tellSoon } from "../../functions/tellSoon";
import { aLink, aRequest } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { fakeFollowUps } from "../support/fakesStorage";

describe("tellSoon", () => {
  it("has the timer tell a link's callback, where it has one", async () => {
    const followUps = fakeFollowUps();
    const now = () => testNow;
    await tellSoon({ followUps, now }, aLink());
    expect(followUps.noted()).toEqual([]);
    const ticket = { id: "1", callbackUrl: "https://tickets.example/hooks" };
    const link = aLink({ request: aRequest({ ticket }) });
    await tellSoon({ followUps, now }, link);
    const note = { kind: "webhook", linkId: link.id, detail: "", dueAt: testNow };
    expect(followUps.noted()).toEqual([note]);
  });
});
