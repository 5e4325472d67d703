import { actions } from "../../domain/actions";
import { Problem } from "../../functions/api";
import { doorNotes } from "../../functions/doorNotes";
import { aLink } from "../support/aLink";
import { someOps as stageOf } from "../support/opsCaseStage";
import { ask, csrf } from "../support/opsDesk";
import { fieldsOf, look, parked, press, reason, wordsOf } from "./opsHands";

const { id } = parked;

describe.each(actions)("the action %s", (action) => {
  it("is explained before anything is done", async () => {
    const stage = stageOf();
    const answer = await look(stage, action);
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toMatch(/What happens .* Mails .* For good /);
    expect(stage.acted).toEqual([]);
  });

  it("is done in the operator's name with their reason, and the case then says so", async () => {
    const stage = stageOf();
    const answer = await press(stage, action);
    expect(answer).toMatchObject({ status: 303, headers: { location: `/ops/links/${id}` } });
    const { csrf: ignored, email, name, days, ...said } = fieldsOf(action);
    expect(ignored).toBe(csrf);
    expect(stage.acted).toEqual([
      {
        action,
        id,
        by: "operator:0f0f0f0f-2222-4333-8444-555555555555",
        body: {
          ...said,
          ...(days ? { days: 5 } : {}),
          ...(email ? { email, name, language: "en" } : {}),
        },
      },
    ]);
    const [cookie] = answer.cookies ?? [];
    const headers = { cookie: `${stage.session}; ${cookie?.name ?? ""}=${cookie?.value ?? ""}` };
    const page = await ask(stage, "opsCase", `/ops/links/${id}`, { params: { id }, headers });
    expect(String(page.body)).toContain('class="done"');
    expect(
      String((await ask(stage, "opsCase", `/ops/links/${id}`, { params: { id } })).body),
    ).not.toContain('class="done"');
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ["no token", { csrf: "" }, {}],
    ["another session's token", { csrf: "other" }, {}],
    ["a form on another site", {}, { "sec-fetch-site": "cross-site" }],
    ["another kind of body", {}, { "content-type": "text/plain" }],
  ])("is not done with %s", async (_what, fields, headers) => {
    const stage = stageOf();
    const answer = await press(stage, action, { ...fieldsOf(action), ...fields }, headers);
    expect([400, 403]).toContain(answer.status);
    expect(wordsOf(answer)).toContain("This form is not valid any more");
    expect(stage.acted).toEqual([]);
  });

  it("is refused as a page with the next step where the case does not take it", async () => {
    const stage = stageOf({ allowed: () => [] });
    expect((await look(stage, action)).status).toBe(409);
    const detail = "A link that is parked does not take it.";
    stage.behind.refuse = new Problem(409, "not_in_this_state", { detail, allowedIn: ["ended"] });
    const answer = await press(stage, action);
    expect(answer.status).toBe(409);
    expect(wordsOf(answer)).toMatch(
      /does not take it\. It can be done in these states: ended\..*Back to the case/,
    );
    expect(stage.acted).toEqual([]);
  });
});

describe("what an operator writes", () => {
  it.each<[string, string, Record<string, string>, string]>([
    ["no reason", "cancel", { reason: "  " }, "The reason must not be empty."],
    ["too long a reason", "cancel", { reason: "x".repeat(201) }, "must be at most 200 characters"],
    ["a reason that hides signs", "cancel", { reason: "a\u202eb" }, "control or direction char"],
    [
      "a reason with a link",
      "cancel",
      { reason: "See https://evil.example" },
      "The reason must not contain a web address.",
    ],
    ["no days", "extend", { days: "" }, "This must be a whole number of days."],
    ["half a day", "extend", { days: "0.5" }, "This must be a whole number of days."],
    ["no day", "extend", { days: "0" }, "This must be at least 1."],
    ["too many days", "extend", { days: "61" }, "This must be at most 60."],
    ["no reason to extend", "extend", { reason: "" }, "The reason must not be empty."],
    ["no address", "administrator", { email: "nobody" }, "must be an e-mail address"],
    [
      "a name with a link",
      "administrator",
      { name: "https://x.example" },
      "must not contain a web address",
    ],
  ])("is shown again with what to correct: %s", async (_what, action, fields, words) => {
    const stage = stageOf();
    const answer = await press(stage, action, { ...fieldsOf(action), ...fields });
    expect(answer.status).toBe(400);
    expect(wordsOf(answer)).toContain("Nothing was done yet.");
    expect(wordsOf(answer)).toContain(words);
    expect(String(answer.body)).toContain('aria-invalid="true"');
    expect(stage.acted).toEqual([]);
  });

  it("is shown again too where only the action can judge it", async () => {
    const stage = stageOf();
    const errors = [{ pointer: "/days", message: "may be at most 3 more for this question" }];
    stage.behind.refuse = new Problem(400, "invalid_request", { detail: "x", errors });
    const answer = await press(stage, "extend");
    expect(answer.status).toBe(400);
    expect(stage.noted.last && doorNotes(stage.noted.last)).toMatchObject({
      code: "invalid_request",
    });
    expect(wordsOf(answer)).toContain("This may be at most 3 more for this question.");
    expect(String(answer.body)).toContain(`value="${reason}"`);
  });

  it.each(["destroy", "toString", ""])("is no action: %s", async (action) => {
    const stage = stageOf();
    expect((await look(stage, action)).status).toBe(404);
    expect((await press(stage, action, { csrf, reason })).status).toBe(404);
    expect(stage.acted).toEqual([]);
  });

  it("changes nothing on a case that is not there", async () => {
    const stage = stageOf({ links: [aLink()] });
    expect((await press(stage, "cancel")).status).toBe(404);
    expect(stage.acted).toEqual([]);
  });
});
