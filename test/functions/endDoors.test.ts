import { askedFor } from "../../domain/agreement";
import type { Link } from "../../domain/link";
import type { Reader } from "../../domain/mailedToken";
import { endSteps, planScopes, signInScopes } from "../../domain/plan";
import { createEndForm } from "../../functions/endForm";
import { createEndPage } from "../../functions/endPage";
import { endPlan } from "../../functions/endQuestion";
import { end } from "../../functions/mailedLink";
import { aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import { aPress, aVisit, doorstep, hashOf, keys, tokenOf } from "./doorstep";
import { asked, ending, linked, overdue } from "./endStages";

function stage(link: Link) {
  const step = doorstep(link);
  const visit = (n: number, reader: Reader = "administrator") => ({
    page: end,
    token: tokenOf(link, n, reader),
  });
  return {
    ...step,
    look: (n = 0, reader?: Reader) =>
      step.open(createEndPage(step.ports), aVisit(link, visit(n, reader))),
    press: (action: string, n = 0, reader?: Reader) =>
      step.open(createEndForm(step.ports), aPress(link, visit(n, reader), { action })),
  };
}

describe("the page of the end", () => {
  it.each([
    ["the administrator", "administrator", "end"],
    ["the account holder", "account", "giveBack"],
  ] as const)(
    "gives %s a button of their own, and changes nothing",
    async (_who, reader, action) => {
      const { look, nothingHappened } = stage(linked);
      const { status, body } = await look(0, reader);
      expect(status).toBe(200);
      const buttons = [...String(body).matchAll(/name="action" value="(\w+)"/g)].map(
        ([, one]) => one,
      );
      expect(buttons).toEqual([action]);
      nothingHappened();
    },
  );

  it("asks the administrator while the end is waited for, and the account holder no more", async () => {
    for (const link of [asked, overdue]) {
      expect(String((await stage(link).look(2)).body)).toContain('value="end"');
      const account = await stage(link).look(0, "account");
      expect(account.status).toBe(200);
      expect(String(account.body)).not.toContain('name="action"');
    }
  });

  it("is dead for an administrator in whose place another one was named", async () => {
    const to = { email: "colleague@contoso.com" };
    const decision = { type: "forwarded" as const, at: testNow, by: "helpdesk", to };
    const passedOn = aWait({ n: 2, what: "end", tokenHash: hashOf(linked, 2), decision });
    const link = { ...asked, wait: aWait({ n: 3, what: "end" }), pastWaits: [passedOn] };
    const { look, press, nothingHappened } = stage(link);
    for (const answer of [await look(2), await press("end", 2)]) {
      expect(answer.status).toBe(410);
      expect(String(answer.body)).toContain("passed on");
    }
    nothingHappened();
  });

  it("renews itself while the end is carried out, and not after it", async () => {
    const agreed = askedFor(linked.request);
    const proof = { sessionId: "s", planHash: "h", agreed, person: someone };
    const carried: Link = { ...asked, wait: null, ending: { ...ending, proof } };
    const refresh = async (link: Link) => {
      const { status, headers } = await stage(link).look();
      return [status, (headers as Record<string, string>)["refresh"]];
    };
    expect(await refresh(carried)).toEqual([200, "3"]);
    expect(await refresh({ ...carried, status: "ended", outcome: "ended" })).toEqual([
      200,
      undefined,
    ]);
  });

  it.each<[string, Link, number, Reader, number]>([
    [
      "nothing to end",
      { ...linked, status: "declined", outcome: "declined" },
      0,
      "administrator",
      410,
    ],
    ["no such link to the end", { ...linked, standing: null }, 0, "administrator", 404],
    ["a link of another question", { ...linked, pastWaits: [aWait()] }, 1, "administrator", 404],
    ["the account holder's link as a question", asked, 2, "account", 404],
  ])("turns away %s, and nothing happens", async (_what, link, n, reader, status) => {
    for (const act of ["look", "press"] as const) {
      const { look, press, nothingHappened } = stage(link);
      expect((await (act === "look" ? look(n, reader) : press("end", n, reader))).status).toBe(
        status,
      );
      nothingHappened();
    }
  });
});

describe("ending the access on the page", () => {
  it.each([
    [linked, 0],
    [asked, 2],
    [overdue, 3],
  ])(
    "leads the administrator to sign in for the end, and begins nothing (case %#)",
    async (link, n) => {
      const { links, engine, attempts, asked: to, press } = stage(link);
      expect((await press("end", n === 3 ? 2 : n)).status).toBe(200);
      const scopes = planScopes(endSteps(link));
      expect(to).toMatchObject([{ scopes: [...signInScopes, ...scopes], prompt: "consent" }]);
      const { hash: planHash, agreed } = endPlan(keys, link);
      expect(attempts.all()).toMatchObject([{ purpose: "end", n, planHash, agreed }]);
      expect(links.row()).toEqual(link);
      expect([engine.started, engine.woken]).toEqual([[], []]);
    },
  );

  it("gives the access back without a sign-in: an administrator is asked then", async () => {
    const { links, engine, press } = stage(linked);
    const { status, headers } = await press("giveBack", 0, "account");
    expect([status, headers]).toMatchObject([303, { location: `/end?id=${linked.id}` }]);
    expect(links.row()).toMatchObject({ status: "ending", ending: { by: "account", proof: null } });
    expect(engine.started).toHaveLength(1);
  });

  it.each<[string, Link, string, Reader, number]>([
    ["the administrator giving it back", linked, "giveBack", "administrator", 400],
    ["the account holder ending it", linked, "end", "account", 400],
    ["a button that there is none of", linked, "delete", "administrator", 400],
    ["giving back what is being ended", asked, "giveBack", "account", 410],
    ["ending what has ended", { ...linked, status: "ended", ending }, "end", "administrator", 410],
  ])("refuses %s, and nothing happens", async (_what, link, action, reader, status) => {
    const { asked: to, press, nothingHappened } = stage(link);
    expect((await press(action, 0, reader)).status).toBe(status);
    expect(to).toEqual([]);
    nothingHappened();
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ["without our sign", { csrf: "" }, {}],
    ["sent from another site", {}, { "sec-fetch-site": "cross-site" }],
  ])("refuses a form %s, and nothing happens", async (_what, fields, headers) => {
    const { ports, open, nothingHappened } = stage(linked);
    for (const [reader, action] of [
      ["administrator", "end"],
      ["account", "giveBack"],
    ] as const) {
      const visit = { page: end, token: tokenOf(linked, 0, reader), headers };
      const pressed = aPress(linked, visit, { action, ...fields });
      expect((await open(createEndForm(ports), pressed)).status).toBe(403);
      nothingHappened();
    }
  });
});
