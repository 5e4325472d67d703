import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPerson } from "../../local/sandbox/person";
import { startStorage, type Storage } from "../../local/storage";
import { sessionName } from "../support/opsStage";
import { startProduct, type Product } from "../support/product";

describe("storage that goes away while operators are signed in", () => {
  const folder = mkdtempSync(join(tmpdir(), "storage-"));
  let storage: Storage;
  let product: Product;
  beforeAll(async () => {
    storage = await startStorage(folder);
    product = await startProduct({ storage: storage.connectionString });
  });
  afterAll(async () => {
    await product.close();
    await storage.close();
    rmSync(folder, { recursive: true });
  });

  it("asks them to wait, signs nobody in or out, and goes on with the same cookie", async () => {
    const [olivia, late] = [
      createPerson(product.sandbox, "olivia"),
      createPerson(product.sandbox, "olivia"),
    ];
    await olivia.visit(`${product.url}/ops`);
    await olivia.signIn();
    expect(olivia.page.status).toBe(200);
    const signOut = olivia.page.forms.find(({ action }) => action.endsWith("/ops/signout"));
    await late.visit(`${product.url}/ops`);
    const { port } = storage;
    await storage.close();

    const cookieOf = (person: typeof olivia) =>
      person.jar.of(new URL(product.url).hostname)[sessionName];
    const cookie = cookieOf(olivia);
    expect(cookie).toBeDefined();
    expect((await olivia.visit(`${product.url}/ops`)).status).toBe(503);
    if (signOut) await olivia.submit(signOut);
    expect(olivia.page.status).toBe(503);
    expect(cookieOf(olivia)).toBe(cookie);
    await late.signIn();
    expect([late.page.status, late.page.url.includes("/ops/callback")]).toEqual([503, true]);
    expect(late.page.body).toContain("<code>session_unavailable</code>");
    expect(cookieOf(late)).toBeUndefined();

    storage = await startStorage(folder, port);
    const answer = await fetch(`${product.url}/ops`, {
      redirect: "manual",
      headers: { cookie: `${sessionName}=${cookie ?? ""}` },
    });
    expect(answer.status).toBe(200);
    await late.visit(`${product.url}/ops`);
    if (late.page.url.startsWith(product.sandbox.url)) await late.signIn();
    expect(late.page.status).toBe(200);
  });
});
