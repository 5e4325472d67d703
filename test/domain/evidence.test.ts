import { withAnswer } from "../../domain/answers";
import { erasedLink } from "../../domain/erasure";
import { begunEnd } from "../../domain/ending";
import { evidenceOf } from "../../domain/evidence";
import type { Link } from "../../domain/link";
import { planSteps } from "../../domain/plan";
import { withReason } from "../../domain/reasons";
import { globalAdministrator, passwordWritebackRoles } from "../../domain/roles";
import type { Decision } from "../../domain/wait";
import { closeWait } from "../../domain/waits";
import { evidencePage } from "../../views/evidence/evidencePage";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";

const records = { events: [], calls: [] };
const minute = (n: number) => new Date(Date.parse(testNow) + n * 60_000).toISOString();
const first = aLink().request.administrator.email;
const named = (n: number, by: string): Decision => ({
  ...{ type: "forwarded", at: minute(n), by, reason: `Because of ${String(n)}` },
  to: { email: `next${String(n)}@contoso.com`, name: `Next ${String(n)}` },
});
const answered = (link: Link, decision: Decision): Link => ({
  ...withAnswer(closeWait({ ...link, wait: { ...aWait(), decision } }), "consent", decision),
  wait: aWait(),
});
const htmlOf = (link: Link) => evidencePage({ ...evidenceOf(link, records), sha256: "hash" });

describe("the people in the evidence of a link", () => {
  it("are all who were asked, in order, however many questions the row still knows", () => {
    let link = aLink();
    for (let n = 1; n <= 20; n++)
      link = answered(link, named(n, n === 2 ? "administrator" : "helpdesk"));
    const { asked } = evidenceOf(link, records).people;
    expect(asked).toHaveLength(21);
    expect(asked[0]).toEqual({
      ...{ email: first, name: "Contoso IT", at: link.createdAt, by: "helpdesk" },
    });
    expect(asked[2]).toEqual({
      ...{ email: "next2@contoso.com", name: "Next 2", at: minute(2), by: "administrator" },
    });
    expect(asked.at(-1)?.email).toBe(link.administrator.email);
  });

  it("are also who was named for the end", () => {
    const completed = aLink({ status: "completed", outcome: "completed", wait: null });
    const to = { email: "second@contoso.com" };
    const wanted = { by: "portal", at: minute(3), proof: null, scopes: [], to };
    const link = begunEnd(completed, wanted)?.link ?? completed;
    expect(evidenceOf(link, records).people.asked.slice(1)).toEqual([
      { ...to, name: null, at: minute(3), by: "portal" },
    ]);
  });

  it("are known from its questions where the row is from before they were kept", () => {
    const link = answered(aLink(), named(1, "helpdesk"));
    expect(evidenceOf({ ...link, asked: [] }, records).people.asked).toEqual(
      evidenceOf(link, records).people.asked,
    );
  });

  it("have no names or addresses once those were erased", () => {
    const link = answered(aLink(), named(1, "helpdesk"));
    const erased = erasedLink(link, { by: "retention", at: testNow }).link;
    const { asked } = evidenceOf(erased, records).people;
    expect(asked.map(({ email, name }) => [email, name])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(JSON.stringify(erased)).not.toMatch(/next1@|Next 1|Contoso IT/);
  });
});

describe("the reasons in the evidence of a link", () => {
  it("are all that were given", () => {
    let link = aLink();
    for (let n = 1; n <= 40; n++)
      link = withReason(link, { action: "extended", by: "x", at: minute(n), reason: String(n) });
    expect(evidenceOf(link, records).reasons).toHaveLength(40);
  });

  it("are on the page, with who answered", () => {
    const proof = { sessionId: "s", person: someone, planHash: "hash", agreed: anAgreement };
    const approved = {
      type: "approved",
      at: testNow,
      by: "administrator",
      consent: proof,
    } as const;
    const link = answered(answered(aLink(), named(1, "helpdesk")), approved);
    const html = htmlOf(link);
    for (const words of [
      "Because of 1",
      someone.name,
      someone.objectId,
      "next1@contoso.com",
      first,
    ])
      expect(html).toContain(words);
  });
});

describe("the plan in the evidence of a link", () => {
  const link = aLink();
  const agreed = {
    ...anAgreement,
    access: passwordWritebackRoles.map(({ templateId }) => templateId),
  };
  const proof = { sessionId: "s", person: someone, planHash: "less", agreed };
  const decision = { type: "approved", at: testNow, by: "administrator", consent: proof } as const;

  it("is in the words that were shown, also where less was agreed to", () => {
    const narrowed = answered(link, decision);
    const { plan } = evidenceOf(narrowed, records);
    expect(plan.isNarrowed).toBe(true);
    expect(plan.offered.steps).toEqual(
      planSteps(link.request).map(({ words, calls }) => ({ words, calls })),
    );
    expect(plan.offered.permissions).toEqual(link.plan?.scopes);
    const role = `the role ${globalAdministrator.name}`;
    expect(JSON.stringify(plan.steps)).not.toContain(role);
    expect(JSON.stringify(plan.offered.steps)).toContain(role);
    expect(htmlOf(narrowed)).toContain("As it was offered");
  });

  it("is the first that was shown, where it was narrowed more than once", () => {
    const less = answered(link, decision);
    const consent = { ...proof, agreed: { ...agreed, passwordWriteback: false } };
    const least = answered(less, { ...decision, consent });
    expect(evidenceOf(least, records).plan.offered.steps).toEqual(
      evidenceOf(less, records).plan.offered.steps,
    );
  });

  it("was offered as it was agreed to, where nothing was left out", () => {
    const { plan } = evidenceOf(link, records);
    expect(plan.offered.steps).toEqual(plan.steps);
    expect(htmlOf(link)).not.toContain("As it was offered");
  });

  it("has no words of the offer in a row from before those were kept", () => {
    const old = { ...answered(link, decision), offeredPlan: null };
    const consent = { ...proof, agreed: { ...agreed, passwordWriteback: false } };
    for (const one of [old, answered(old, { ...decision, consent })])
      expect(evidenceOf(one, records).plan.offered).toMatchObject({
        ...{ steps: null, permissions: null },
      });
  });
});
