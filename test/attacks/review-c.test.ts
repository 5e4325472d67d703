import { createCancelLink } from "../../functions/cancelLink";
import { createOpenWait } from "../../activities/openWait";
import { aCaller, aLink } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { fakeFollowUps } from "../support/fakesStorage";
import { moved } from "../../domain/changes";
import { HttpRequest } from "@azure/functions";
import { fakeDirectory } from "../support/fakesDirectory";
import { createUndoRoles } from "../../activities/undoRoles";
import { aSignedInLink, aRole } from "../support/fakesStages";

it("G: cancel that races openWait is noted but nobody is woken; again is answered 202", async () => {
  const links = fakeLinks(aLink({ status: "requested", wait: null, callerId: "helpdesk" }));
  const keys = fixedKeys();
  const id = links.row().id;
  const woken: number[] = [];
  const openWait = createOpenWait(links, keys);
  let first = true;
  const racing = { ...links, change: async (...args: Parameters<typeof links.change>) => {
    if (first) { first = false; await openWait({ linkId: id, n: 1, what: "consent", now: testNow }); }
    return links.change(...args);
  } };
  const door = createCancelLink({ callers: [aCaller({ apiKeyHashes: [keys.sha256("k")], roles: ["Links.Request"] })], keys, links: racing as never, followUps: fakeFollowUps(),
    engineOf: () => ({ start: async () => undefined, wake: async (_l, n) => void woken.push(n) }), now: () => testNow });
  const req = () => new HttpRequest({ method: "POST", url: "http://x/api", params: { id }, headers: { "x-api-key": "k" } });
  const ctx = { error: console.log, warn: console.log } as never;
  const r1 = await door(req(), ctx); const r2 = await door(req(), ctx);
  console.log("G", r1.status, r2.status, "status", links.row().status, "decision", links.row().wait?.decision, "cancelRequested", links.row().cancelRequested, "woken", woken);
});
it("U: undo with an invisible assignment", async () => {
  const fake = fakeDirectory({ rolesVisible: false, held: [{ id: "x", templateId: aRole }] });
  const links = fakeLinks(aSignedInLink({ status: "undoing", roles: [{ templateId: aRole, state: "assigning" }] }));
  await createUndoRoles(links, fake.sessions)({ linkId: links.row().id });
  console.log("U", JSON.stringify(links.row().roles), links.told(), "still held", fake.facts.held.length, void moved);
});
