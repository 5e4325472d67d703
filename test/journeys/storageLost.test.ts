import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStorage, type Storage } from "../../local/storage";
import { acceptInvitation, mailedLink, press } from "../support/people";
import { createPerson } from "../../local/sandbox/person";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("storage that goes away while links are open", () => {
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

  const health = async () => (await fetch(`${product.url}/api/health`)).status;

  it("says so, loses nothing, and every link goes on once it is back", async () => {
    const { id } = await product.post(
      contosoRequest(product.sandbox, { passwordWriteback: false }),
    );
    const { port } = storage;
    await storage.close();

    expect(await health()).toBe(503);
    const refused = await product.call("POST", "/api/v1/links", {
      body: contosoRequest(product.sandbox),
    });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: "storage_busy" });
    const person = createPerson(product.sandbox, "grace");
    const page = await person.visit(mailedLink(product.sandbox, "admin@contoso.onmicrosoft.com"));
    expect(page.status).toBe(503);
    // A reminder falls due meanwhile: the run asks the row again and again.
    await product.later({ days: 3 });
    await product.later({ seconds: 60 });

    storage = await startStorage(folder, port);
    // The sweepers' next run says that they are there again.
    expect(await health()).toBe(503);
    await product.later({ seconds: 60 });
    expect(await health()).toBe(200);
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
    expect(product.sandbox.mails("admin@contoso.onmicrosoft.com")).toHaveLength(2);
    await person.visit(mailedLink(product.sandbox, "admin@contoso.onmicrosoft.com"));
    await press(person, "continue");
    await person.signIn();
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });
});
