import { endInstanceId } from "../../domain/contract";
import { linkId } from "../../domain/ids";
import {
  acceptInvitation,
  consent,
  endAccess,
  linkTo,
  mailedLink,
  signOff,
} from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows } from "../support/rows";

/** What must never be found, and what it is. */
type Secrets = Record<string, string[]>;

describe("what is left behind by a whole link", () => {
  let product: Product;
  let id = "";
  let secrets: Secrets = {};
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    const asked =
      new URL(mailedLink(product.sandbox, "admin@contoso.onmicrosoft.com")).searchParams.get("t") ??
      "";
    const administrator = await consent(product.sandbox);
    await product.idle();
    const accepted =
      new URL(mailedLink(product.sandbox, "partner.ops@outlook.com")).searchParams.get("t") ?? "";
    const account = await acceptInvitation(product.sandbox);
    await product.idle();
    const tokenOf = (address: string, path: string) =>
      new URL(linkTo(product.sandbox, address, path)).searchParams.get("t") ?? "";
    const steps = tokenOf("partner.ops@outlook.com", "/writeback");
    await signOff(product.sandbox);
    await product.idle();
    const undo = tokenOf("admin@contoso.onmicrosoft.com", "/end");
    const ending = await endAccess(product.sandbox);
    await product.idle();
    const hops = [...administrator.page.hops, ...account.page.hops, ...ending.page.hops].map(
      (url) => new URL(url),
    );
    const values = (name: string) =>
      hops.map((url) => url.searchParams.get(name)).filter((value) => value !== null);
    secrets = {
      mailedTokens: [asked, accepted, steps, undo],
      codes: values("code"),
      states: values("state"),
      keys: [process.env["SIGNING_KEYS"] ?? "", process.env["SEALING_KEYS"] ?? ""].map(
        (key) => key.split(":")[1] ?? "",
      ),
    };
  });
  afterAll(() => product.close());

  const expectNone = (text: string, wanted: Secrets) => {
    for (const [what, values] of Object.entries(wanted))
      for (const value of values) {
        expect([what, value.length > 8]).toEqual([what, true]);
        expect([what, text.includes(value)]).toEqual([what, false]);
      }
    // Opaque tokens, JWTs and redemption links of the sandbox.
    expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\.|refresh_token|redeem\?|access_token/);
  };

  it("saw codes, states and mailed links on the way (else the checks below mean nothing)", () => {
    expect(secrets["codes"]).toHaveLength(3);
    expect(secrets["states"]?.length).toBeGreaterThanOrEqual(2);
    expect(secrets["mailedTokens"]).toHaveLength(4);
  });

  it("has no secret and no address in the engine's history", () => {
    const history = JSON.stringify([
      product.host.engine.history(id),
      product.host.engine.history(endInstanceId(linkId.parse(id))),
      product.host.engine.instances(),
    ]);
    expect(history).toContain("assignRole");
    expectNone(history, secrets);
    expect(history).not.toMatch(/@|Grace|Paula|Northwind|CHG-4711/);
  });

  it("has no secret in its rows, and no session once the access is ended", async () => {
    const rows = await allRows();
    expect(rows.length).toBeGreaterThan(10);
    expectNone(JSON.stringify(rows), secrets);
    expect(rows.filter((row) => row.rowKey?.startsWith("session-"))).toEqual([]);
  });

  it("has no secret, no query and no address in its log", () => {
    const log = product.logs.join("\n");
    expect(log).toContain("/consent/callback");
    expectNone(log, secrets);
    expect(log).not.toMatch(/[?&](t|id|code|state)=|@outlook|@contoso/);
  });

  it("tells the ticket codes and ids only", () => {
    const posts = JSON.stringify(product.sandbox.tickets());
    expect(posts).toContain("CHG-4711");
    expectNone(posts, secrets);
    expect(posts).not.toMatch(/@outlook|@contoso|Grace|Paula/);
  });
});
