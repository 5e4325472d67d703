import { cloudEventOf } from "../../domain/cloudEvents";
import { linkView } from "../../domain/linkView";
import type { Link } from "../../domain/link";
import { aLink, aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";

const approved = { type: "approved", at: testNow, by: "administrator" } as const;

describe("a link in an event", () => {
  it.each<[string, Partial<Link>]>([
    ["waits for an answer", { wait: aWait() }],
    ["has an answer that is not taken up yet", { wait: aWait({ decision: approved }) }],
    [
      "waits for Microsoft to copy something",
      { status: "assigningRole", settling: "role_not_visible_yet" },
    ],
    [
      "is managed by its own administrators",
      {
        status: "preparing",
        pastWaits: [aWait({ decision: { ...approved, type: "ownSubscription" } })],
      },
    ],
    ["is over", { status: "completed", outcome: "completed" }],
  ])("stands where reading it says it stands, where it %s", (_what, changes) => {
    const link = aLink(changes);
    const event = { seq: 1, type: "link.requested", time: testNow, data: {} } as const;
    const { status, waitingOn, nextAction } = linkView(link);
    const { data } = cloudEventOf(link, event, "https://link.example");
    expect(data).toMatchObject({ status, waitingOn, nextAction });
  });
});
