import { someOps as stageOf } from "../support/opsCaseStage";
import { ask, csrf } from "../support/opsDesk";
import { fieldsOf, parked } from "./opsHands";

const { id } = parked;

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
