import type { Link } from "../../domain/link";
import { createConsentForm } from "../../functions/consentForm";
import { createConsentPage } from "../../functions/consentPage";
import { consent } from "../../functions/mailedLink";
import { markBrowser } from "../../functions/provenBrowser";
import { aLink, aWait } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { testNow } from "../support/fakesLinks";
import { anAccount } from "../support/fakesStages";
import { aPress, aVisit, doorstep, hashOf, keys, tokenOf } from "./doorstep";

const base = aLink();
const settings = { publicUrl: "https://link.example", appId: "app", paused: false };
const proof = markBrowser({ keys, settings, now: () => testNow }, base.id);
const approved = {
  type: "approved" as const,
  at: testNow,
  by: "administrator",
  browserHash: proof.hash,
};
/** An account was found right after consent, and the administrator is still on the page. */
const confirming: Link = {
  ...base,
  status: "awaitingConfirmation",
  wait: aWait({ n: 2, what: "confirmation", tokenHash: hashOf(base, 2) }),
  pastWaits: [aWait({ tokenHash: hashOf(base, 1), decision: approved })],
  account: anAccount({
    found: {
      objectId: aGuestId,
      name: "Partner",
      userPrincipalName: "partner",
      userType: "Guest",
      createdAt: testNow,
      redeemedAt: testNow,
      roles: [],
      isOwnAddress: true,
    },
  }),
};

/** With the mailed link of question `n`, in the browser that gave the proof or in another one. */
function stage(n: number, isSameBrowser: boolean) {
  const step = doorstep(confirming);
  const visit = { page: consent, token: tokenOf(base, n) };
  const withProof = (cookie: string) =>
    isSameBrowser ? `${cookie}; ${proof.cookie.name}=${proof.cookie.value}` : cookie;
  const open = (made: ReturnType<typeof aVisit>, door: typeof createConsentForm) => {
    made.headers.set("cookie", withProof(made.headers.get("cookie") ?? ""));
    return step.open(door({ ...step.ports, subscriptions: undefined }), made);
  };
  return {
    ...step,
    look: () => open(aVisit(confirming, visit), createConsentPage),
    press: (action: string, shown = isSameBrowser ? 2 : n) =>
      open(aPress(confirming, { ...visit, shown }, { action }), createConsentForm),
  };
}

describe("confirming a found account", () => {
  it("needs no second sign-in in the browser that gave the proof a moment ago", async () => {
    const { links, engine, asked, look, press } = stage(1, true);
    expect(String((await look()).body)).toContain('value="continue"');
    expect((await press("continue")).status).toBe(303);
    expect(links.row().wait?.decision).toEqual({
      type: "confirmed",
      at: testNow,
      by: "administrator",
    });
    expect(engine.woken).toEqual([`${base.id} 2`]);
    expect(asked).toEqual([]);
  });

  it("can be declined there as well", async () => {
    const { links, press } = stage(1, true);
    expect((await press("decline")).status).toBe(303);
    expect(links.row().wait).toMatchObject({ n: 2, decision: { type: "declined" } });
  });

  it("takes no button of the page before it, which showed no account", async () => {
    const { press, nothingHappened } = stage(1, true);
    expect((await press("continue", 1)).status).toBe(403);
    nothingHappened();
  });

  it("is not offered in another browser: its mailed link was answered", async () => {
    const { look, press, nothingHappened } = stage(1, false);
    expect(String((await look()).body)).not.toContain('value="continue"');
    expect((await press("continue")).status).toBe(410);
    nothingHappened();
  });

  it("needs a sign-in by the newer mail, in whatever browser", async () => {
    for (const isSameBrowser of [true, false]) {
      const { links, attempts, press } = stage(2, isSameBrowser);
      expect((await press("continue")).status).toBe(200);
      expect(attempts.all()).toMatchObject([{ purpose: "proof", n: 2 }]);
      expect(links.row()).toEqual(confirming);
    }
  });

  it("needs a sign-in an hour later", async () => {
    const { clock, press, nothingHappened } = stage(1, true);
    clock.now = "2026-11-22T11:00:00.000Z";
    expect((await press("continue", 1)).status).toBe(410);
    nothingHappened();
  });
});
