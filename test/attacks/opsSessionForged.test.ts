import { randomBytes } from "node:crypto";
import { fixedRing } from "../../adapters/keyRing";
import { createSealedCookies } from "../../adapters/sealedCookies";
import { guidFrom } from "../../local/sandbox/ids";
import type { SandboxVault } from "../../local/sandbox/vault/startVault";
import { sessionName } from "../support/opsStage";
import { createPerson } from "../../local/sandbox/person";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { trust } from "../support/trust";

const hour = 60 * 60 * 1000;
const aValue = () => randomBytes(32).toString("base64url");

/** Whoever may add a version to `sealing-keys`, and read nothing, knows a key that the product opens cookies with. */
describe("an operator's cookie forged by somebody who may write keys", () => {
  let product: Product;
  let vault: SandboxVault;
  let distrust: () => void;
  let known: { kid: string; bytes: Buffer };
  let id: string;
  beforeAll(async () => {
    product = await startProduct({
      settings: async (sandbox) => {
        vault = await sandbox.startVault();
        distrust = trust(vault.certificate);
        for (const name of ["signing-keys", "sealing-keys"]) vault.add(name, { value: aValue() });
        return { KEY_VAULT_URL: vault.url, SIGNING_KEYS: "", SEALING_KEYS: "" };
      },
    });
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    const bytes = randomBytes(32);
    known = { kid: vault.add("sealing-keys", { value: bytes.toString("base64url") }), bytes };
    await product.later({ seconds: 11 * 60 });
  });
  afterAll(async () => {
    await product.close();
    await vault.close();
    distrust();
  });

  const now = () => product.clock.now().toISOString();
  const seal = (who: object, lifeMs: number, kind = "operatorSession") =>
    createSealedCookies(fixedRing([known]), now).seal(
      kind as "operatorSession",
      who,
      new Date(Date.parse(now()) + lifeMs).toISOString(),
    );
  const invented = {
    ...{ oid: "11111111-1111-4111-8111-111111111111", name: "Nobody" },
    sessionId: "e".repeat(22),
  };
  const open = (cookie: string, path: string, more: RequestInit = {}) =>
    fetch(product.url + path, {
      redirect: "manual",
      ...more,
      headers: { cookie: `${sessionName}=${cookie}` },
    });

  it("is opened with that key: the list below can fail", async () => {
    // A try to sign in needs no row: with it, and a state of one's own, the callback goes on to Microsoft.
    const state = "s".repeat(43);
    const attempt = { state, nonce: "n".repeat(43), verifier: "v".repeat(43), to: "/ops" };
    const cookie = await seal(attempt, 10 * 60 * 1000, "operatorAttempt");
    const answer = await fetch(`${product.url}/ops/callback?state=${state}&error=access_denied`, {
      headers: { cookie: `dl-ops-in-${state.slice(0, 16)}=${cookie}` },
    });
    expect(await answer.text()).toContain("<code>signin_declined</code>");
  });

  it.each([
    ["an hour", hour],
    ["a minute", 60 * 1000],
    ["ten years", 10 * 365 * 24 * hour],
  ])("makes nobody an operator: invented, good for %s", async (_what, lifeMs) => {
    const cookie = await seal(invented, lifeMs);
    for (const path of ["/ops", `/ops/links/${id}`, `/ops/links/${id}/cancel`]) {
      const answer = await open(cookie, path);
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `/ops/signin?to=${encodeURIComponent(path)}`,
      ]);
    }
    const body = new URLSearchParams({ reason: "x" });
    const done = await open(cookie, `/ops/links/${id}/cancel`, { method: "POST", body });
    expect(done.status).toBe(403);
    expect(await done.text()).toContain("<code>signin_over</code>");
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
  });

  it("makes nobody an operator who names somebody that is signed in", async () => {
    const olivia = createPerson(product.sandbox, "olivia");
    await olivia.visit(`${product.url}/ops`);
    await olivia.signIn();
    expect(olivia.page.status).toBe(200);
    const forged = await seal({ ...invented, oid: guidFrom("olivia") }, hour);
    expect((await open(forged, "/ops")).status).toBe(303);
  });
});
