import { addMember } from "../../local/sandbox/newTenant";
import type { Tenant } from "../../local/sandbox/facts";
import { stateOf } from "../support/nothingHappened";
import {
  expectOutside,
  expectTurnedAway,
  startOpsStage,
  where,
  type OpsStage,
} from "../support/opsStage";

const role = "Links.Operate";

describe("attacks on the operators' sign-in", () => {
  let stage: OpsStage;
  beforeAll(async () => {
    stage = await startOpsStage();
  });
  beforeEach(() => {
    stage.product.sandbox.reset();
    stage.probe.done.length = 0;
  });
  afterAll(() => stage.product.close());

  const home = (): Tenant => {
    const [first] = stage.product.sandbox.facts.tenants;
    if (!first) throw new Error("there is no home tenant");
    return first;
  };

  /** As in a tenant that was set up by hand: the product's own check stands alone. */
  const withoutAssignment = () => (stage.product.sandbox.facts.api.assignmentRequired = false);

  it("lets an operator in, back to where she was: the list below can fail", async () => {
    const olivia = await stage.signedIn("olivia", "/ops/probe/abc?tab=events");
    expect(olivia.page.body).toContain("Hello Olivia Operator");
    expect(olivia.page.url).toBe(stage.at("/ops/probe/abc?tab=events"));
    const [form] = olivia.page.forms;
    if (form) await olivia.submit(form);
    expect(stage.probe.done).toHaveLength(1);
  });

  it("someone without the role is kept out by Entra itself", async () => {
    const olga = await stage.signedIn("olga");
    expect(olga.page.body).toContain("AADSTS50105");
    expectOutside(stage, olga);
  });

  it("someone without the role is told whom to ask for what, where Entra lets everybody in", async () => {
    withoutAssignment();
    const olga = await stage.signedIn("olga");
    expectTurnedAway(olga.page, "not_an_operator");
    expect(olga.page.body).toContain(role);
    expectOutside(stage, olga);
  });

  it("someone whose role was taken away is out within an hour, without a question", async () => {
    const olivia = await stage.signedIn();
    stage.product.sandbox.facts.api.assignments.length = 0;
    withoutAssignment();
    await stage.product.later({ seconds: 60 * 60 + 1 });
    expectTurnedAway(await olivia.visit(stage.at(where)), "not_an_operator");
  });

  it("an administrator of a customer's directory cannot sign in", async () => {
    const grace = await stage.signedIn("grace");
    expect(grace.page.body).toContain("AADSTS50020");
    expectOutside(stage, grace);
  });

  it("a guest is turned away, also with the role", async () => {
    const { id } = addMember(home(), "wanda");
    stage.product.sandbox.facts.api.assignments.push({ principalId: id, role });
    const wanda = await stage.signedIn("wanda");
    expectTurnedAway(wanda.page, "guest_account");
    expectOutside(stage, wanda);
  });

  it("a sign-in that is cancelled", async () => {
    const olivia = stage.someone();
    await stage.callbackOf(olivia);
    const query = `error=access_denied&state=${stateOf(olivia)}`;
    const page = await olivia.visit(stage.at(`/ops/callback?${query}`));
    expectTurnedAway(page, "signin_declined", 400);
    expectOutside(stage, olivia);
  });

  it("a callback that is opened twice", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    expect((await olivia.visit(url)).status).toBe(200);
    expectTurnedAway(await olivia.visit(url), "signin_not_ours", 400);
    expect(stage.probe.done).toEqual([]);
  });

  it("a replayed state, with the copied cookie of its try", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    const copied = Object.entries(stage.cookiesOf(olivia)).map((pair) => pair.join("="));
    await olivia.visit(url);
    const headers = { cookie: copied.join("; ") };
    const again = await fetch(url, { redirect: "manual", headers });
    expect(again.status).toBe(400);
    expect(again.headers.getSetCookie().filter((line) => !line.includes("max-age=0"))).toEqual([]);
  });

  it("a stolen callback in another browser, with and without a try of its own", async () => {
    const url = await stage.callbackOf(stage.someone());
    const thief = stage.someone("olga");
    expectTurnedAway(await thief.visit(url), "signin_not_ours", 400);
    await stage.callbackOf(thief);
    expectTurnedAway(await thief.visit(url), "signin_not_ours", 400);
    expectOutside(stage, thief);
  });

  it("a stolen code under the state of a try of one's own", async () => {
    withoutAssignment();
    const code = new URL(await stage.callbackOf(stage.someone())).searchParams.get("code") ?? "";
    const thief = stage.someone("olga");
    const own = new URL(await stage.callbackOf(thief));
    own.searchParams.set("code", code);
    expectTurnedAway(await thief.visit(own.href), "signin_not_ours", 400);
    expectOutside(stage, thief);
  });

  it.each([
    ["no state", ""],
    ["a made-up state", `state=${"a".repeat(43)}&code=x`],
    ["two states", `state=${"a".repeat(43)}&state=${"b".repeat(43)}`],
    ["a state of another shape", "state=../../etc&code=x"],
    ["an error that nobody waits for", "error=access_denied"],
  ])("a callback with %s", async (_what, query) => {
    const olivia = stage.someone();
    const page = await olivia.visit(stage.at(`/ops/callback?${query}`));
    expectTurnedAway(page, "signin_not_ours", 400);
    expectOutside(stage, olivia);
  });

  it("a try that lay for a quarter of an hour", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    await stage.product.later({ seconds: 15 * 60 + 1 });
    expectTurnedAway(await olivia.visit(url), "signin_not_ours", 400);
    expectOutside(stage, olivia);
  });

  it("a sign-in while Microsoft is down can be finished with the same address", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    stage.product.sandbox.setFault({ method: "POST", path: `/${home().id}/oauth2`, status: 503 });
    expectTurnedAway(await olivia.visit(url), "signin_unavailable", 503);
    expectOutside(stage, olivia);
    expect((await olivia.visit(url)).url).toBe(stage.at(where));
  });

  it.each([
    "https://evil.example/",
    "//evil.example/ops",
    "/\\evil.example",
    "/ops/../consent",
    "/ops/%2e%2e/consent",
    "/opsy",
    "/consent?t=abc",
    "javascript:alert(1)",
    "/ops/probe#x",
    "/ops\r\nx: y",
    "/ops/signin?to=/ops",
    "/ops/signout",
    `/ops/${"a".repeat(500)}`,
    " /ops/probe",
    "ops/probe",
  ])("an open redirect to %.30j leads to /ops", async (to) => {
    const olivia = stage.someone();
    await olivia.visit(stage.at(`/ops/signin?${new URLSearchParams({ to }).toString()}`));
    await olivia.signIn();
    expect(olivia.page.url).toBe(stage.at("/ops"));
    expect(stage.sessionOf(olivia)).toBeDefined();
  });
});
