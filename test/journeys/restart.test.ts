import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guestRoles, guests, subjects } from "../support/facts";
import { acceptInvitation, consent, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("a host that restarts on the state it left on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "restart-"));
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ stateFile: join(folder, "engine.db") });
  });
  afterAll(async () => {
    await product.close();
    rmSync(folder, { recursive: true });
  });

  it("goes on after restarts in all three waits, with every reminder still due", async () => {
    const { id } = await product.post(contosoRequest(product.sandbox));
    await product.restart();
    await product.later({ days: 3 });
    expect(subjects(product.sandbox, "admin@contoso.onmicrosoft.com")).toHaveLength(2);
    await consent(product.sandbox);
    await product.idle();
    await product.restart();
    await product.later({ days: 3 });
    expect(subjects(product.sandbox, "partner.ops@outlook.com")).toHaveLength(2);
    await acceptInvitation(product.sandbox);
    await product.idle();
    await product.restart();
    await product.later({ days: 5 });
    expect(subjects(product.sandbox, "partner.ops@outlook.com").at(-1)).toContain("Reminder");
    await signOff(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });
});
