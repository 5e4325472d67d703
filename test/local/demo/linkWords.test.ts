import { linkView } from "../../../domain/linkView";
import { eventOf, ticketLine, waitingLine } from "../../../local/timeline/linkWords";
import { aLink } from "../../support/aLink";

const post = (type: string) => ({ body: JSON.stringify({ type }) });

describe("waitingLine", () => {
  it("says whom the link waits for, until when and what comes next", () => {
    const { words } = waitingLine(linkView(aLink()));
    expect(words).toMatch(/^for the administrator, until \w{3} \d+ \w+, \d\d:\d\d UTC\. Next: /);
  });

  it("says how a link ended", () => {
    const over = linkView(aLink({ status: "declined", outcome: "declined", wait: null }));
    expect(waitingLine(over)).toMatchObject({
      who: "link is",
      words: "over: declined. Nothing: the administrator declined",
    });
  });

  it("waits again once the end of a completed link has begun", () => {
    const ending = linkView(aLink({ status: "ending", outcome: "completed" }));
    expect(waitingLine(ending)).toMatchObject({
      who: "link waits",
      words: expect.stringMatching(/^for the administrator, until/) as string,
    });
  });

  it("says why an operator is waited for", () => {
    const parked = {
      code: "graph_refused" as const,
      step: "inviteAccount",
      at: "2026-11-23T10:00:00.000Z",
      from: "preparing" as const,
      evidence: null,
    };
    const line = waitingLine(linkView(aLink({ status: "needsOperator", wait: null, parked })));
    expect(line.words).toContain("(graph_refused in inviteAccount)");
  });
});

describe("ticketLine", () => {
  it("names events without what is the same in all of them", () => {
    expect(eventOf(post("directory-link.account.invited.v1"))).toBe("account.invited");
    const posts = [post("directory-link.link.requested.v1"), post("directory-link.mail.sent.v1")];
    expect(ticketLine(posts, "CHG-1")).toEqual({
      kind: "ticket",
      who: "CHG-1",
      words: "hears link.requested, mail.sent",
    });
  });
});
