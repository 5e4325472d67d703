import { moved, refuseCancelled, withEvent } from "../../domain/changes";
import { statuses } from "../../domain/states";
import { newLink } from "../../domain/newLink";
import { linkSchema } from "../../domain/link";
import { aLink, aRequest } from "../support/aLink";

const now = "2026-11-23T08:00:00.000Z";
const cancelRequested = { by: "helpdesk", at: "2026-11-22T10:00:00.000Z" };

describe("refuseCancelled", () => {
  it("stops a link that was cancelled, wherever it can still be taken back", () => {
    const stopped = statuses.filter((status) => {
      try {
        refuseCancelled(aLink({ status, cancelRequested }));
        return false;
      } catch {
        return true;
      }
    });
    expect(stopped).toEqual([
      "requested",
      "awaitingConsent",
      "preparing",
      "awaitingConfirmation",
      "awaitingSignIn",
      "assigningRole",
      "awaitingAdministrator",
      "needsOperator",
    ]);
  });

  it("says which link, in a failure that is final", () => {
    const refuse = () => refuseCancelled(aLink({ status: "preparing", cancelRequested }));
    expect(refuse).toThrow(/^cancel_requested final 0: .*abcdefghijklmnopqrstuvwxyz/);
  });

  it("lets a link go on that nobody cancelled", () => {
    for (const status of statuses) expect(refuseCancelled(aLink({ status }))).toBeUndefined();
  });
});

describe("moved", () => {
  it("moves to the next status, notes since when, and tells it with where it came from", () => {
    const link = aLink();
    expect(moved(link, "preparing", now)).toEqual({
      link: { ...link, status: "preparing", since: now },
      events: [{ type: "link.preparing", data: { from: "awaitingConsent" } }],
    });
  });

  it("takes being there already for no change, so that a repeat tells nothing twice", () => {
    const link = aLink({ cancelRequested });
    expect(moved(link, "awaitingConsent", now)).toEqual({ link, events: [] });
  });

  it("refuses a move that the table does not have, and the link stays as it is", () => {
    const link = aLink();
    expect(() => moved(link, "completed", now)).toThrow(/^not_in_this_state final 0: /);
    expect(link).toEqual(aLink());
  });

  it("refuses to go on where somebody asked to cancel, but never to take back", () => {
    const link = aLink({ cancelRequested });
    expect(() => moved(link, "preparing", now)).toThrow(/^cancel_requested/);
    expect(moved(link, "undoing", now).link.status).toBe("undoing");
  });
});

describe("withEvent", () => {
  it("tells one event, with nothing in it unless given", () => {
    const link = aLink();
    expect(withEvent(link, "link.started")).toEqual({
      link,
      events: [{ type: "link.started", data: {} }],
    });
  });
});

describe("a new link", () => {
  const { id } = aLink();
  const begun = (passwordWriteback: boolean) =>
    newLink(id, "helpdesk", { request: aRequest({ passwordWriteback }), now });

  it("is requested, asks nobody yet and can be stored as it is", () => {
    const { link, events } = begun(true);
    expect(linkSchema.parse(JSON.parse(JSON.stringify(link)))).toEqual(link);
    expect(link).toMatchObject({ id, callerId: "helpdesk", status: "requested", since: now });
    expect(link).toMatchObject({ wait: null, consent: null, plan: null, runId: null, roles: [] });
    expect(events).toEqual([{ type: "link.requested", data: { by: "helpdesk" } }]);
  });

  it("plans write-back only where it was asked for", () => {
    expect(begun(true).link.writeback.state).toBe("planned");
    expect(begun(false).link.writeback.state).toBe("notAsked");
  });
});
