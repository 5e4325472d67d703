import { HttpRequest } from "@azure/functions";
import { dailyCounter } from "../../domain/limits";
import { closeWait } from "../../domain/waits";
import type { Link } from "../../domain/link";
import { createActionDoor } from "../../functions/actionDoors";
import { aLink, aWait, fullLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { doorstep } from "./doorstep";

const email = "colleague@contoso.onmicrosoft.com";
const ending = { by: "helpdesk", at: testNow, runId: "r", lastWait: 1, proof: null, scopes: [] };
const endAsked = (n = 2, changes: Partial<Link> = {}): Link =>
  aLink({ status: "ending", ending, wait: aWait({ n, what: "end" }), ...changes });
const notTheOne: Link = aLink({
  status: "needsOperator",
  wait: aWait({ n: 2, what: "operator" }),
  parked: {
    code: "not_the_administrator",
    step: "askConsent",
    at: testNow,
    from: "awaitingConsent",
    evidence: null,
  },
});

function stage(link: Link, limits = {}) {
  const step = doorstep(link, { limits });
  return {
    ...step,
    counted: (address: string) =>
      step.ports.counters.count(
        dailyCounter("recipient", step.ports.keys.mac("limit", address), testNow),
      ),
    name: (body: unknown = { email }, key = "own") =>
      step.open(
        createActionDoor(step.ports, "administrator"),
        new HttpRequest({
          method: "POST",
          url: `https://link.example/api/v1/links/${link.id}/administrator`,
          headers: { "x-api-key": key, "content-type": "application/json" },
          params: { id: link.id },
          body: { string: JSON.stringify(body) },
        }),
      ),
  };
}

describe("naming another administrator", () => {
  it.each([
    ["the question about consent", aLink(), "forwarded", "1"],
    ["the question about the end", endAsked(), "forwarded", "2"],
    ["a link whose mail reached the wrong person", notTheOne, "retry", "2"],
  ])("answers %s, and wakes the run that waits", async (_what, link, type, n) => {
    const { links, engine, name } = stage(link);
    expect((await name()).status).toBe(202);
    expect(links.row().wait?.decision).toMatchObject({ type, by: "helpdesk", to: { email } });
    const instance = link.ending ? `${link.id}-end` : link.id;
    expect(engine.woken).toEqual([`${instance} ${n}`]);
  });

  it("answers the same to a repeat, and to whoever names who is asked already", async () => {
    for (const link of [aLink(), endAsked()]) {
      const { links, engine, name } = stage(link);
      await name();
      expect((await name()).status).toBe(202);
      expect(engine.woken).toHaveLength(1);
      const asked = stage(link);
      expect((await asked.name({ email: link.administrator.email })).status).toBe(202);
      asked.nothingHappened();
      expect(links.row().wait?.decision?.to?.email).toBe(email);
    }
  });

  it.each<[string, Link]>([
    ["signs in", aLink({ status: "awaitingSignIn", wait: aWait({ what: "signIn" }) })],
    [
      "answers about write-back",
      aLink({ status: "awaitingWriteback", wait: aWait({ what: "writeback" }) }),
    ],
    [
      "is overdue",
      {
        ...notTheOne,
        ending,
        parked: notTheOne.parked && { ...notTheOne.parked, code: "end_overdue" },
      },
    ],
    ["is not waited for", endAsked(2, { wait: null })],
  ])("is refused while somebody %s, and nothing happens", async (_what, link) => {
    const { name, nothingHappened } = stage(link);
    expect((await name()).status).toBe(409);
    nothingHappened();
  });

  it.each<[string, unknown, string, number]>([
    ["an unknown caller", { email }, "other", 401],
    ["no address", { email: "nobody" }, "own", 400],
    ["a field that there is none of", { email, role: "x" }, "own", 400],
  ])("turns away %s, and nothing happens", async (_what, body, key, status) => {
    const { name, nothingHappened } = stage(endAsked());
    expect((await name(body, key)).status).toBe(status);
    nothingHappened();
  });

  it.each(["consent", "end"] as const)(
    "is refused after ten names for the same question (%s): each is one more mail",
    async (what) => {
      const to = { email };
      const decision = { type: "forwarded" as const, at: testNow, by: "helpdesk", to };
      let link = what === "end" ? endAsked(1) : aLink();
      for (let n = 1; n <= 10; n++) {
        link = closeWait({ ...link, wait: aWait({ n, what, decision }) });
      }
      link = { ...link, wait: aWait({ n: 11, what }) };
      const { name, nothingHappened } = stage(link);
      expect((await name()).status).toBe(409);
      nothingHappened();
    },
  );

  it("is refused after ten names although the row knows none of their questions any more", async () => {
    for (const link of [
      aLink({ named: { link: 10, end: 0 } }),
      endAsked(2, { named: { link: 0, end: 10 } }),
    ]) {
      const { name, nothingHappened } = stage(link);
      expect((await name()).status).toBe(409);
      nothingHappened();
    }
  });

  it("is refused where somebody was named or asked so often today, and nothing happens", async () => {
    const { name, nothingHappened } = stage(aLink(), { recipient: 0 });
    const answer = await name();
    expect(answer).toMatchObject({ status: 429, headers: { "retry-after": "50400" } });
    expect(JSON.parse(String(answer.body))).toMatchObject({
      code: "limit_reached",
      limit: "recipient",
    });
    nothingHappened();
  });

  it("counts a name once, and none that was refused", async () => {
    const { name, counted } = stage(aLink(), { recipient: 1 });
    for (let turn = 0; turn < 3; turn++) expect((await name()).status).toBe(202);
    expect(await counted(email)).toBe(1);
    const late = stage(aLink({ wait: aWait({ deadline: testNow }) }), { recipient: 1 });
    expect((await late.name()).status).toBe(409);
    expect(await late.counted(email)).toBe(0);
  });

  it("is refused where a link has no room for more, and nothing happens", async () => {
    const { name, nothingHappened } = stage(fullLink);
    expect((await name()).status).toBe(409);
    nothingHappened();
  });

  it("is not refused at the end for questions that merely went unanswered, or for names at the consent", async () => {
    const expired = { type: "expired" as const, at: testNow, by: "deadline" };
    const named = { type: "forwarded" as const, at: testNow, by: "helpdesk", to: { email } };
    let link = endAsked(1);
    for (let n = 1; n <= 20; n += 2) {
      link = closeWait({ ...link, wait: aWait({ n, what: "consent", decision: named }) });
      link = closeWait({ ...link, wait: aWait({ n: n + 1, what: "end", decision: expired }) });
    }
    const { name } = stage({ ...link, wait: aWait({ n: 21, what: "end" }) });
    expect((await name()).status).toBe(202);
  });
});
