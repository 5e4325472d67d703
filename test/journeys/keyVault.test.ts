import { randomBytes } from "node:crypto";
import { app } from "@azure/functions";
import type { SandboxVault } from "../../local/sandbox/vault/startVault";
import { createPerson } from "../../local/sandbox/person";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";
import { trust } from "../support/trust";

const administrator = "admin@contoso.onmicrosoft.com";
const secrets = ["signing-keys", "sealing-keys"] as const;
const aKeyValue = () => randomBytes(32).toString("base64url");

/** How each function is triggered, as its invocations tell. */
const triggers = new Map<string, string>();
app.hook.preInvocation(({ invocationContext: { functionName, options } }) => {
  triggers.set(functionName, options.trigger.type);
});

describe("a product whose keys are in Key Vault", () => {
  let product: Product;
  let vault: SandboxVault;
  let distrust: () => void;
  const warnings: string[] = [];
  beforeAll(async () => {
    jest.spyOn(process, "emitWarning").mockImplementation((words) => {
      warnings.push(String(words));
    });
    product = await startProduct({
      settings: async (sandbox) => {
        vault = await sandbox.startVault();
        distrust = trust(vault.certificate);
        for (const name of secrets) vault.add(name, { value: aKeyValue() });
        return { KEY_VAULT_URL: `${vault.url}/`, SIGNING_KEYS: "", SEALING_KEYS: "" };
      },
    });
  });
  beforeEach(() => product.fresh());
  afterAll(async () => {
    await product.close();
    await vault.close();
    distrust();
    const values = [...vault.secrets.values()].flat().map(({ value }) => value);
    const said = [...product.logs, ...warnings].join("\n");
    expect(said).toContain("Key Vault did not answer");
    for (const value of values) expect(said).not.toContain(value);
    jest.restoreAllMocks();
  });

  const newest = (name: (typeof secrets)[number]) =>
    [...(vault.secrets.get(name) ?? [])].sort((a, b) => +b.created - +a.created)[0]?.id ?? "";
  /** A new version of both, which everybody knows by then. */
  const rotate = async () => {
    product.clock.advance(2000);
    const old = { signing: newest("signing-keys"), sealing: newest("sealing-keys") };
    for (const name of secrets) vault.add(name, { value: aKeyValue() });
    await product.later({ seconds: 16 * 60 });
    await product.later({ seconds: 11 * 60 });
    return old;
  };
  const ask = () =>
    product.post(contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false }));
  const sealedWith = async (id: string) =>
    (await sessionRows(id)).map(({ sealed }) => String(sealed).split(".")[0]);
  const health = async () => {
    const answer = await product.call("GET", "/api/health");
    const { checks } = (await answer.json()) as { checks: { keys: unknown } };
    return { status: answer.status, keys: checks.keys };
  };

  it("goes on with the links of its time when the keys are changed in the middle", async () => {
    const { id } = await ask();
    const mailed = mailedLink(product.sandbox, administrator);
    const old = await rotate();
    expect(mailedLink(product.sandbox, administrator)).toBe(mailed);
    await consent(product.sandbox);
    await product.idle();
    expect(await sealedWith(id)).toEqual([newest("sealing-keys")]);
    expect(newest("sealing-keys")).not.toBe(old.sealing);
    await rotate();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
  });

  it("lets the administrator sign in once more where the key of the session was taken away", async () => {
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    const old = await rotate();
    vault.change("sealing-keys", old.sealing, { enabled: false });
    await product.later({ seconds: 11 * 60 });
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { code: "session_lapsed" },
    });
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    await press(person, "continue");
    await person.signIn();
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
  });

  it("reminds nobody with a key that was taken away, and what was mailed before stays good", async () => {
    const { id } = await ask();
    const old = await rotate();
    vault.change("signing-keys", old.signing, { enabled: false });
    await product.later({ days: 3 });
    // Whether the key is really gone is looked up before the reminder is given up.
    await product.later({ seconds: 31 });
    expect(product.sandbox.mails(administrator)).toHaveLength(1);
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
  });

  it("says so while the vault cannot be read, loses nothing, and goes on by itself", async () => {
    const { id } = await ask();
    expect(await health()).toMatchObject({ status: 200, keys: { state: "ok" } });
    vault.trouble = "drop";
    await product.later({ seconds: 20 * 60 });
    expect(await health()).toMatchObject({ status: 200, keys: { state: "stale" } });
    // A reminder falls due while there are no keys.
    await product.later({ days: 3 });
    await product.later({ seconds: 60 });
    expect(await health()).toMatchObject({ status: 503, keys: { state: "unable" } });
    const refused = await product.call("POST", "/api/v1/links", {
      body: contosoRequest(product.sandbox),
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("10");
    expect(await refused.json()).toMatchObject({ code: "keys_unavailable" });
    const person = createPerson(product.sandbox, "grace");
    const page = await person.visit(mailedLink(product.sandbox, administrator));
    expect(page.status).toBe(503);
    expect(page.body).toContain("Nothing was changed.");
    expect((await person.visit(`${product.url}/`)).status).toBe(200);
    expect((await product.call("GET", `/api/v1/links/${id}`)).status).toBe(200);
    expect(product.sandbox.mails(administrator)).toHaveLength(1);

    vault.trouble = null;
    await product.later({ seconds: 60 });
    expect(await health()).toMatchObject({ status: 200, keys: { state: "ok" } });
    expect(product.sandbox.mails(administrator)).toHaveLength(2);
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
  });

  it("reads no keys for its orchestrators", () => {
    expect(triggers.get("linkDirectory")).toBe("orchestrationTrigger");
    expect(triggers.get("sendMail")).toBe("activityTrigger");
    expect(triggers.get("postLink")).toBe("httpTrigger");
    expect(triggers.get("sweep")).toBe("timerTrigger");
  });
});
