import { someOps as stageOf } from "../support/opsCaseStage";
import { doorNotes } from "../../functions/doorNotes";
import { ask, csrf, type OpsStage } from "../support/opsDesk";
import { fieldsOf, parked } from "./opsHands";

const { id } = parked;

const oid = "0f0f0f0f-2222-4333-8444-555555555555";
const notesOf = ({ noted }: OpsStage) => noted.last && doorNotes(noted.last);

describe("the log of /ops", () => {
  const params = { id, action: "cancel" };
  const path = `/ops/links/${id}/cancel`;

  it("names who acted and what they did", async () => {
    const stage = stageOf();
    await ask(stage, "opsActionForm", path, { params, form: fieldsOf("cancel") });
    expect(notesOf(stage)).toEqual({
      ...{ caller: `operator:${oid}`, action: "cancel", linkId: id },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["the form is not ours", { csrf: "" }, "form_expired"],
    ["a field is wrong", { reason: "" }, "invalid_request"],
  ])("says why it was refused where %s", async (_what, fields, code) => {
    const stage = stageOf();
    await ask(stage, "opsActionForm", path, { params, form: { ...fieldsOf("cancel"), ...fields } });
    expect(notesOf(stage)).toMatchObject({ caller: `operator:${oid}`, code });
    expect(stage.acted).toEqual([]);
  });

  it("says why it was refused where the case does not take it", async () => {
    const stage = stageOf({ allowed: () => [] });
    await ask(stage, "opsActionPage", path, { params });
    expect(notesOf(stage)).toEqual({
      ...{ caller: `operator:${oid}`, action: "cancel", linkId: id },
      code: "not_in_this_state",
    });
  });

  it("takes up no word of an address", async () => {
    const stage = stageOf();
    await ask(stage, "opsActionPage", `${path}X`, { params: { id, action: "cancelX" } });
    expect(notesOf(stage)).toEqual({ caller: `operator:${oid}`, code: "not_found" });
  });
});

describe("a pause", () => {
  it.each([
    ["opsCases", "/ops", {}],
    ["opsSearch", "/ops/search", { form: { csrf, address: "a@b.example" } }],
    ["opsCase", `/ops/links/${id}`, { params: { id } }],
    ["opsActionPage", `/ops/links/${id}/cancel`, { params: { id, action: "cancel" } }],
    ["opsCase", "/ops/links/x", { params: { id: "x" } }],
  ] as const)("is told on every page: %s %s", async (name, path, asked) => {
    const told = "This service is paused.";
    const paused = await ask(stageOf({ paused: true }), name, path, asked);
    expect(String(paused.body)).toContain(told);
    expect(String((await ask(stageOf(), name, path, asked)).body)).not.toContain(told);
  });
});

describe("the doors of /ops", () => {
  it.each([
    ["opsCases", "/ops", {}],
    ["opsCase", `/ops/links/${id}`, { params: { id } }],
    ["opsEvidence", `/ops/links/${id}/evidence`, { params: { id } }],
    ["opsActionPage", `/ops/links/${id}/cancel`, { params: { id, action: "cancel" } }],
    ["opsSearch", "/ops/search", { form: { csrf, address: "a@b.example" } }],
    [
      "opsActionForm",
      `/ops/links/${id}/cancel`,
      { params: { id, action: "cancel" }, form: fieldsOf("cancel") },
    ],
  ] as const)(
    "%s sends somebody without a session to sign in, and does nothing",
    async (name, path, asked) => {
      const stage = stageOf();
      const answer = await ask(stage, name, path, { ...asked, headers: { cookie: "" } });
      expect(answer).toMatchObject({ status: 303, headers: { location: "/ops/signin" } });
      expect(stage.acted).toEqual([]);
    },
  );

  it.each([
    ["opsCases", "/ops", {}],
    ["opsCase", `/ops/links/${id}`, { params: { id } }],
  ] as const)("%s is kept by nobody, and runs our own script only", async (name, path, asked) => {
    const { status, headers } = await ask(stageOf(), name, path, asked);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    const policy = (headers as Record<string, string>)["content-security-policy"];
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self';");
    expect(policy).not.toContain("unsafe");
  });

  it.each(["opsStyle", "opsScript"])("%s is a file for everybody", async (name) => {
    expect((await ask(stageOf(), name, "/", { headers: { cookie: "" } })).status).toBe(200);
  });
});
