import type { Link } from "../../domain/link";
import { endPlan, endQuestion } from "../../functions/endQuestion";
import { aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { anAccount, aRoleOf } from "../support/fakesStages";
import { keys } from "./doorstep";
import { asked, linked, overdue } from "./endStages";

describe("endQuestion", () => {
  it("is the open question to the administrator, or the operator's about an overdue end", () => {
    expect(endQuestion(asked)?.n).toBe(2);
    expect(endQuestion(overdue)?.n).toBe(3);
  });

  it("is no other question, and none that is answered", () => {
    const decision = { type: "agreedToEnd" as const, at: testNow, by: "administrator" };
    expect(endQuestion(linked)).toBeUndefined();
    expect(endQuestion({ ...asked, wait: aWait({ n: 2, what: "end", decision }) })).toBeUndefined();
    const parked = overdue.parked && { ...overdue.parked, code: "graph_refused" as const };
    expect(endQuestion({ ...overdue, parked })).toBeUndefined();
  });
});

describe("endPlan", () => {
  it("changes with what there is to end, so that nobody agrees to another end", () => {
    const { hash } = endPlan(keys, linked);
    const others: Link[] = [
      { ...linked, roles: [aRoleOf({ state: "removed" })] },
      { ...linked, account: anAccount() },
      { ...linked, directory: null },
    ];
    for (const other of others) expect(endPlan(keys, other).hash).not.toBe(hash);
    expect(endPlan(keys, { ...linked, version: 9 }).hash).toBe(hash);
  });
});
