import { erasedLink } from "../../domain/erasure";
import { linkSchema, type Link } from "../../domain/link";
import { aLink, aRequest, aWait, anAgreement } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { anAccount, someone } from "../support/fakesStages";
import { aGuestId } from "../support/fakesDirectory";

const proof = { sessionId: "s", person: someone, planHash: "hash", agreed: anAgreement };
const forwarded = {
  ...{ type: "forwarded" as const, at: testNow, by: "administrator" },
  reason: "Hannah is away",
  to: { email: "hannah@contoso.com", name: "Hannah Holm" },
};

/** A link in which names and addresses stand wherever they can. */
const full = aLink({
  status: "ended",
  outcome: "ended",
  request: aRequest({
    reason: "Paula needs it",
    ticket: { id: "CHG-1", url: "https://t.example/PAULA", callbackUrl: "https://t.example/hook" },
  }),
  administrator: { email: "hannah@contoso.com", name: "Hannah Holm", forwards: 1 },
  wait: null,
  pastWaits: [
    aWait({ decision: forwarded }),
    aWait({
      n: 2,
      decision: { type: "approved", at: testNow, by: "administrator", consent: proof },
    }),
  ],
  consent: { person: someone, sessionId: "s", at: testNow },
  preflight: { at: testNow, warnings: [{ code: "x", words: "Partner operations is there" }] },
  account: anAccount({
    objectId: aGuestId,
    found: {
      ...{ objectId: aGuestId, name: "Paula Partner", userType: "Guest", createdAt: testNow },
      ...{ redeemedAt: null, roles: [], isOwnAddress: true },
      userPrincipalName: "partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com",
    },
  }),
  ending: { by: "x", at: testNow, runId: "r", lastWait: 2, proof, scopes: [] },
  asked: [{ email: "hannah@contoso.com", name: "Hannah Holm", at: testNow, by: "x" }],
  offeredPlan: {
    ...{ hash: "hash", scopes: [], edition: 2 },
    steps: [{ words: "Invite Partner operations", calls: [] }],
  },
  undone: [{ what: "Role Global Reader of partner.ops@outlook.com", result: "done", how: null }],
  reasons: [{ action: "cancelled", by: "x", at: testNow, reason: "Grace said so" }],
  parked: {
    ...{ code: "graph_refused", step: "inviteAccount", at: testNow, from: "preparing" },
    evidence: "POST /invitations for PARTNER.OPS@outlook.com answered 403",
  },
});
const known =
  /hannah|holm|paula|partner\.ops|partner operations|contoso it|grace|adler|admin@contoso/i;

describe("erasedLink", () => {
  const erase = (link: Link) => erasedLink(link, { by: "helpdesk", at: testNow });

  it("leaves no name, address or text of people anywhere in the link", () => {
    expect(JSON.stringify(full)).toMatch(known);
    expect(JSON.stringify(erase(full).link)).not.toMatch(known);
  });

  it("leaves a link that can still be read, with its ids, times, codes and hashes", () => {
    const { link, events } = erase(full);
    expect(linkSchema.parse(JSON.parse(JSON.stringify(link)))).toEqual(link);
    expect(link).toMatchObject({
      erasedAt: testNow,
      status: "ended",
      plan: { hash: full.plan?.hash, scopes: full.plan?.scopes },
      consent: { person: { objectId: someone.objectId, tenantId: someone.tenantId }, at: testNow },
      account: { objectId: aGuestId },
      request: { ticket: { id: "CHG-1", callbackUrl: "https://t.example/hook" } },
      undone: [{ what: "Role Global Reader of (erased)", result: "done" }],
    });
    expect(events).toEqual([{ type: "link.erased", data: { by: "helpdesk" } }]);
  });

  it("takes a name for a name only: words that contain it, codes and roles stay", () => {
    const link = aLink({
      request: aRequest({ account: { email: "ed@outlook.com", name: "Ed", kind: "microsoft" } }),
      undone: [{ what: "Ed edited the Educated role", result: "left", how: null }],
    });
    expect(erase(link).link.undone[0]?.what).toBe("(erased) edited the Educated role");
    expect(erase(link).link.status).toBe("awaitingConsent");
  });

  it("changes nothing more the second time", () => {
    const once = erase(full).link;
    expect(erase(once).link).toEqual(once);
  });
});
