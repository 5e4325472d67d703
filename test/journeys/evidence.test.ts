import { canonical } from "../../domain/canonical";
import type { Evidence } from "../../domain/evidence";
import { linksOf } from "../../local/sandbox/mailbox/linksOf";
import { createPerson } from "../../local/sandbox/person";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkedInContoso } from "../support/linked";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("the evidence of a link", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    id = await linkedInContoso(product, { ticket: { id: "CHG-4711" } });
  });
  afterAll(() => product.close());

  const get = (headers: Record<string, string> = {}, of = id) =>
    product.call("GET", `/api/v1/links/${of}/evidence`, { headers });
  const pack = async () => (await (await get()).json()) as Evidence;

  it("says who asked, agreed and signed in, what was planned and done, and which mails went out", async () => {
    const evidence = await pack();
    expect(evidence).toMatchObject({
      link: { id, status: "completed", ticket: { id: "CHG-4711" } },
      people: {
        administrator: { email: "admin@contoso.onmicrosoft.com" },
        consentedBy: { name: expect.any(String) as unknown },
        account: { email: "partner.ops@outlook.com" },
      },
      after: { roles: [{ name: "Global Administrator", state: "assigned" }] },
      mails: [
        { mail: "askConsent", to: "administrator", sent: true },
        { mail: "askSignIn", to: "account", sent: true },
        { mail: "linkedAccount", to: "account", sent: true },
        { mail: "linkedAdministrator", to: "administrator", sent: true },
      ],
    });
    expect(evidence.plan.offeredHash).toBe(evidence.plan.agreedHash);
    const types = evidence.timeline.map(({ type }) => type);
    for (const type of [
      "link.requested",
      "decision.approved",
      "decision.signedIn",
      "role.assigned",
    ])
      expect(types).toContain(type);
    const approved = evidence.timeline.find(({ type }) => type === "decision.approved");
    expect(approved?.data["objectId"]).toBe(evidence.people.consentedBy?.objectId);
    expect(evidence.timeline.map(({ seq }) => seq)).toEqual(types.map((_type, i) => i + 1));
  });

  it("has a hash that anybody can work out again, and that stays while nothing changes", async () => {
    const { sha256, ...rest } = await pack();
    expect(sha256).toBe(createHash("sha256").update(canonical(rest)).digest("hex"));
    expect((await pack()).sha256).toBe(sha256);
  });

  it("holds no mailed link, token, session or hash of one", async () => {
    const text = JSON.stringify(await pack());
    const tokens = product.sandbox
      .mails()
      .flatMap((mail) => linksOf(mail))
      .map(({ url }) => new URL(url).searchParams.get("t"))
      .filter((token) => token !== null);
    expect(tokens.length).toBeGreaterThan(2);
    for (const token of tokens) expect(text).not.toContain(token);
    expect(text).not.toMatch(/tokenHash|sessionId|browserHash|"kid"/);
  });

  it("has a hash that the program of docs/api.md makes again, and finds wrong in changed evidence", async () => {
    const [, program = ""] = /```js\n([^]*?)```/.exec(readFileSync("docs/api.md", "utf8")) ?? [];
    const folder = mkdtempSync(join(tmpdir(), "evidence-"));
    const says = (evidence: unknown): string => {
      writeFileSync(join(folder, "evidence.json"), JSON.stringify(evidence));
      writeFileSync(join(folder, "check.mjs"), program);
      const args = [join(folder, "check.mjs"), join(folder, "evidence.json")];
      return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout.trim();
    };
    const evidence = await pack();
    expect(says(evidence)).toBe("as it was answered");
    expect(says({ ...evidence, reasons: [{}] })).toBe("changed");
  });

  it("is a page to print where that is asked for, without script, and says that it depends on that", async () => {
    const page = await get({ accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("vary")).toBe("Accept");
    const html = await page.text();
    expect(html).not.toContain("<script");
    expect(html).toContain((await pack()).sha256);
    const other = await get({ accept: "application/json;q=0.9, text/html;q=0.1" });
    expect(other.headers.get("content-type")).toContain("application/json");
    expect(other.headers.get("vary")).toBe("Accept");
  });

  it("is a page that looks the same as a file: its style stands in it, and the browser takes no other", async () => {
    const person = createPerson(product.sandbox, "olivia");
    await person.visit(`${product.url}/ops`);
    await person.signIn();
    const ops = await person.visit(`${product.url}/ops/links/${id}/evidence`);
    const page = await get({ accept: "text/html" });
    for (const [html, policy] of [
      [await page.text(), page.headers.get("content-security-policy")],
      [ops.body, ops.headers.get("content-security-policy")],
    ]) {
      const [, style = ""] = /<style>([^]*?)<\/style>/.exec(html ?? "") ?? [];
      expect(style).toContain("@media print");
      expect(html).not.toContain('rel="stylesheet"');
      const hash = createHash("sha256").update(style).digest("base64");
      expect(policy).toContain(`style-src 'sha256-${hash}';`);
      expect(policy).not.toMatch(/unsafe|style-src 'self'/);
    }
  });

  it.each(["application/pdf", "text/html;q=0, application/json;q=0", "image/*"])(
    "is not there as %s",
    async (accept) => {
      const answer = await get({ accept });
      expect(answer.status).toBe(406);
      expect(await answer.json()).toMatchObject({ code: "not_acceptable" });
    },
  );

  it("is nobody else's", async () => {
    expect((await get({ "x-api-key": "other-key" })).status).toBe(404);
    expect((await get({ "x-api-key": "" })).status).toBe(401);
    expect((await get({}, "a".repeat(26))).status).toBe(404);
  });

  it("is there from the first moment on, and shows text of people as text", async () => {
    await product.fresh();
    const request = contosoRequest(product.sandbox, {
      ticket: undefined,
      reason: "<img src=x onerror=alert(1)>",
    });
    const { id: other } = await product.post(request);
    const html = await (await get({ accept: "text/html" }, other)).text();
    expect(html).toContain("&lt;img src=x");
    expect(html).not.toContain("<img");
  });
});
