import { HttpRequest } from "@azure/functions";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { standing } from "../../domain/mailedToken";
import type { SignedIn } from "../../domain/microsoftPorts";
import { beginAttempt } from "../../functions/attempts";
import { createConsentCallback } from "../../functions/consentCallback";
import { endPlan } from "../../functions/endQuestion";
import { aTenant } from "../support/aLink";
import { anAdministratorId } from "../support/fakesDirectory";
import { anotherRole, aRoleOf, someone } from "../support/fakesStages";
import { aSignedIn, doorstep, keys } from "./doorstep";
import { asked, ending, linked } from "./endStages";

const { scopes } = endPlan(keys, linked);

/** An administrator pressed the button on the page of the end, and comes back from Microsoft. */
async function stage(link: Link, n: number, meanwhile: Partial<Link> = {}) {
  const step = doorstep(link);
  const { hash: planHash, agreed } = endPlan(keys, link);
  const wanted = { linkId: link.id, n, purpose: "end" as const, planHash, agreed };
  const { state, cookie } = await beginAttempt(step.ports, wanted);
  const now: Link = { ...link, ...meanwhile };
  step.links.put(now);
  const before = step.links.row();
  return {
    ...step,
    come: async (signedIn: Partial<SignedIn> = {}, more = "&code=abc") => {
      step.back.signedIn = () => Promise.resolve(aSignedIn({ scopes, ...signedIn }));
      const request = new HttpRequest({
        method: "GET",
        url: `https://link.example/consent/callback?state=${state}${more}`,
        headers: { cookie: `${cookie.name}=${cookie.value}` },
      });
      return step.open(createConsentCallback(step.ports), request);
    },
    nothingEnded: () => {
      expect(step.links.row()).toBe(before);
      expect([step.engine.started, step.engine.woken, step.kept]).toEqual([[], [], []]);
    },
  };
}

describe("back from signing in to end the access", () => {
  it("begins the end with the proof of who signed in, and its session", async () => {
    const { links, engine, kept, forgotten, come } = await stage(linked, standing);
    const { status, headers } = await come();
    expect([status, headers]).toMatchObject([303, { location: `/end?id=${linked.id}` }]);
    const { ending: end } = links.row();
    expect(end).toMatchObject({ by: "administrator", scopes, runId: null });
    expect(end?.proof).toMatchObject({
      sessionId: kept[0],
      person: { tenantId: aTenant, objectId: anAdministratorId },
      planHash: endPlan(keys, linked).hash,
    });
    expect(engine.started).toEqual([`${linked.id}-end`]);
    expect(forgotten).toEqual([]);
    expect(JSON.stringify(links.row())).not.toContain("refresh-secret");
  });

  it("decides the open question, and wakes the run of the end", async () => {
    const { links, engine, kept, come } = await stage(asked, 2);
    expect((await come()).status).toBe(303);
    expect(links.row().wait?.decision).toMatchObject({
      type: "agreedToEnd",
      by: "administrator",
      consent: { sessionId: kept[0] },
    });
    expect(links.row().ending?.proof).toBeNull();
    expect(engine.woken).toEqual([`${linked.id}-end 2`]);
    expect(engine.started).toEqual([]);
  });

  it("forgets the session of an earlier proof, which the new one takes the place of", async () => {
    const { hash: planHash, agreed } = endPlan(keys, linked);
    const proof = { sessionId: "lapsed", person: someone, planHash, agreed };
    const { forgotten, come } = await stage({ ...asked, ending: { ...ending, proof } }, 2);
    expect((await come()).status).toBe(303);
    expect(forgotten).toEqual(["lapsed"]);
  });

  it("decides the question that is open by then, where the end began meanwhile", async () => {
    const { links, come } = await stage(linked, standing, asked);
    expect((await come()).status).toBe(303);
    expect(links.row().wait?.decision?.type).toBe("agreedToEnd");
  });

  it.each<[string, Partial<SignedIn>]>([
    ["is no administrator", { roles: [anotherRole] }],
    ["granted less than the end needs", { scopes: scopes.slice(1) }],
    ["left us without a session", { refreshToken: null }],
    [
      "signed in to another directory",
      { tenantId: "11200000-0000-4000-8000-000000000000" as SignedIn["tenantId"] },
    ],
  ])("ends nothing where who comes back %s", async (_what, signedIn) => {
    for (const [link, n] of [
      [linked, standing],
      [asked, 2],
    ] as const) {
      const { come, nothingEnded } = await stage(link, n);
      expect((await come(signedIn)).status).toBe(403);
      nothingEnded();
    }
  });

  it("ends nothing where the person cancelled on Microsoft's page", async () => {
    const { come, nothingEnded } = await stage(linked, standing);
    expect((await come({}, "&error=access_denied&admin_consent=True")).status).toBe(400);
    nothingEnded();
  });

  it("ends nothing where the code is refused", async () => {
    const { back, come, nothingEnded } = await stage(linked, standing);
    const refused = new LinkError({ code: "callback_refused", class: "final" }, "x");
    const coming = come();
    back.signedIn = () => Promise.reject(refused);
    expect((await coming).status).toBe(400);
    nothingEnded();
  });

  it.each<[string, Partial<Link>, number]>([
    ["is ended by now", { status: "ended", outcome: "ended", ending }, 410],
    ["has more to take back than was shown", { roles: [aRoleOf({ state: "removed" })] }, 400],
    ["is being ended by somebody else's sign-in", { status: "ending", ending }, 410],
  ])("ends nothing for a link that %s", async (_what, meanwhile, status) => {
    const { come, nothingEnded } = await stage(linked, standing, meanwhile);
    expect((await come()).status).toBe(status);
    nothingEnded();
  });

  it("is taken once: the same answer of Microsoft's again begins nothing", async () => {
    const { links, engine, kept, come } = await stage(linked, standing);
    await come();
    const { version } = links.row();
    expect((await come()).status).toBeGreaterThanOrEqual(400);
    expect(links.row().version).toBe(version);
    expect([engine.started.length, kept.length]).toEqual([1, 1]);
  });

  it("forgets its session where somebody was first in that very moment", async () => {
    const { links, engine, kept, forgotten, ports, come } = await stage(linked, standing);
    const { keep } = ports.sessions;
    ports.sessions.keep = (key) => {
      links.put({ ...linked, status: "ending", ending });
      return keep(key);
    };
    expect((await come()).status).toBe(410);
    expect(links.row().ending?.by).toBe("account");
    expect(engine.started).toEqual([]);
    expect(forgotten).toEqual(kept);
    expect(kept).toHaveLength(1);
  });
});
