import { HttpRequest } from "@azure/functions";
import type { Link } from "../../domain/link";
import type { SignedIn, Subscriptions } from "../../domain/microsoftPorts";
import { signInScopes } from "../../domain/plan";
import { ownAgreement, ownPlan } from "../../functions/agreement";
import { beginAttempt } from "../../functions/attempts";
import { createConsentCallback } from "../../functions/consentCallback";
import { createConsentForm } from "../../functions/consentForm";
import { consent } from "../../functions/mailedLink";
import { aLink, aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { anotherRole } from "../support/fakesStages";
import { aPress, aSignedIn, doorstep, hashOf, keys, tokenOf } from "./doorstep";

const base = aLink();
const link: Link = { ...base, wait: aWait({ tokenHash: hashOf(base, 1) }) };
const visit = { page: consent, token: tokenOf(base, 1) };
const arm = "https://management.azure.com/user_impersonation";

function stage(count?: Subscriptions["countEnabled"], row = link) {
  const step = doorstep(row);
  const subscriptions = count && { scope: arm, countEnabled: count };
  const ports = { ...step.ports, subscriptions };
  return {
    ...step,
    press: (fields: Record<string, string> = {}) =>
      step.open(
        createConsentForm(ports),
        aPress(row, visit, { action: "ownSubscription", ...fields }),
      ),
    come: async (signedIn: Partial<SignedIn> = {}, isWithChecks = true) => {
      const agreed = ownAgreement(row, isWithChecks);
      const plan = ownPlan(keys, row, agreed);
      const planHash = plan?.hash ?? "";
      const wanted = { linkId: row.id, n: 1, purpose: "own" as const, planHash, agreed };
      const { state, cookie } = await beginAttempt(ports, wanted);
      step.back.signedIn = () =>
        Promise.resolve(aSignedIn({ scopes: plan?.scopes ?? [], ...signedIn }));
      const request = new HttpRequest({
        method: "GET",
        url: `https://link.example/consent/callback?state=${state}&code=abc`,
        headers: { cookie: `${cookie.name}=${cookie.value}` },
      });
      return step.open(createConsentCallback(ports), request);
    },
  };
}

describe("we manage it ourselves", () => {
  it.each([
    ["with the checks", {}, true],
    ["without the checks", { withoutChecks: "yes" }, false],
  ])(
    "begins a sign-in %s, with Azure's permission on the same page, and decides nothing",
    async (_what, fields, checks) => {
      const { links, attempts, asked, press } = stage(() => Promise.resolve(1));
      expect((await press(fields)).status).toBe(200);
      const agreed = ownAgreement(link, checks);
      const plan = ownPlan(keys, link, agreed);
      expect(asked[0]?.scopes).toEqual([...signInScopes, ...(plan?.scopes ?? []), arm]);
      expect(attempts.all()).toMatchObject([{ purpose: "own", agreed, planHash: plan?.hash }]);
      // That the page was read is all that is noted.
      // That the page was read is all that is noted.
      const { openedAt, version, lastSeq, updatedAt, ...row } = links.row();
      expect(openedAt).not.toBeNull();
      expect({ ...row, openedAt: null, version, lastSeq, updatedAt }).toEqual({
        ...link,
        ...{ version, lastSeq, updatedAt },
      });
    },
  );

  it("asks nothing of Azure where it is not configured", async () => {
    const { asked, press } = stage();
    await press();
    expect(asked[0]?.scopes).not.toContain(arm);
  });

  it.each([
    [3, 3],
    [0, 0],
    [null, null],
  ])(
    "decides once an administrator signed in; Azure's answer %j is kept as %j",
    async (count, kept) => {
      const countEnabled = jest.fn(() => Promise.resolve(count));
      const { links, engine, come } = stage(countEnabled);
      expect((await come()).status).toBe(303);
      expect(countEnabled).toHaveBeenCalledWith(base.directory?.tenantId, "refresh-secret");
      expect(links.row().wait?.decision).toMatchObject({
        type: "ownSubscription",
        by: "administrator",
        at: testNow,
        subscriptions: kept,
        consent: { agreed: { access: [] } },
      });
      expect(engine.woken).toEqual([`${base.id} 1`]);
    },
  );

  it("decides without a number where Azure is not configured, and proves no browser for later", async () => {
    const { links, come } = stage();
    const { cookies } = await come();
    expect(cookies).toEqual([]);
    expect(links.row().wait?.decision).toMatchObject({ subscriptions: null });
    expect(links.row().wait?.decision).not.toHaveProperty("browserHash");
  });

  it.each<[string, Partial<SignedIn>]>([
    ["is no administrator", { roles: [anotherRole] }],
    ["granted less than the checks need", { scopes: [] }],
    ["left us without a session", { refreshToken: null }],
  ])("decides nothing where who comes back %s, and Azure is not asked", async (_what, signedIn) => {
    const countEnabled = jest.fn(() => Promise.resolve(1));
    const { links, engine, kept, come } = stage(countEnabled);
    expect((await come(signedIn)).status).toBe(403);
    expect(links.row()).toEqual(link);
    expect([engine.woken, kept]).toEqual([[], []]);
    expect(countEnabled).not.toHaveBeenCalled();
  });

  it("can be said to the first question only", async () => {
    const confirming: Link = {
      ...link,
      status: "awaitingConfirmation",
      wait: { ...aWait({ what: "confirmation" }), tokenHash: hashOf(base, 1) },
    };
    const { press, nothingHappened } = stage(undefined, confirming);
    expect((await press()).status).toBe(400);
    nothingHappened();
  });
});
