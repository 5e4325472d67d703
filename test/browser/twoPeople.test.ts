import type { Browser } from "playwright-core";
import { startBrowser } from "../support/browser";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { createVisitor, openMailedLink } from "./visitor";
describe("x", () => {
  let product: Product; let browser: Browser;
  beforeAll(async () => { [product, browser] = await Promise.all([startProduct(), startBrowser()]); }, 60000);
  afterAll(async () => { await browser.close(); await product.close(); });
  it("y", async () => {
    for (const js of [false, true]) for (const w of [1000, 320]) {
      product.sandbox.reset();
      const shot = (name: string, v: { page: import("playwright-core").Page }) => v.page.screenshot({ path: `/tmp/bt/shots/${name}-${w}-${js ? "js" : "nojs"}.png`, fullPage: true });
      const t0 = Date.now(); const tick = (s: string) => console.log(w, js, s, Date.now() - t0);
      const { id } = await product.post(contosoRequest(product.sandbox, { ticket: { id: `CHG-${w}${js}` } }));
      const admin = await createVisitor(browser, { javaScriptEnabled: js, viewport: { width: w, height: 800 } });
      await openMailedLink(admin, { sandboxUrl: product.sandbox.url, address: "admin@contoso.onmicrosoft.com" });
      await admin.isAt("Let an outside account manage Contoso?");
      tick("consent"); await shot("01-consent", admin);
      await admin.press("Continue to Microsoft", "Pick an account"); await shot("02-pick", admin);
      await admin.press("Grace Adler", "Permissions requested: review for your organization"); await shot("03-org", admin);
      await admin.press("Accept", "Permissions requested"); await shot("04-own", admin);
      await admin.press("Accept", "You agreed"); await shot("05-agreed", admin);
      tick("agreed"); console.log(await admin.context.cookies());
      console.log(admin.addresses);
      const back = await admin.context.newPage();
      await product.idle();
      for (let i = 0; i < 5; i++) { const r = await admin.page.goBack().catch((e: Error) => e.message); console.log(i, admin.page.url(), typeof r === "string" ? r : r?.status(), await admin.page.locator("h1").innerText().catch((e) => "none")); await shot(`06-back${i}`, admin);}
      await back.close();
      await openMailedLink(admin, { sandboxUrl: product.sandbox.url, address: "admin@contoso.onmicrosoft.com" });
      await admin.isAt("You agreed");
      await admin.press("Sign out of Microsoft", "You are signed out"); await shot("07-out", admin);
      console.log("complaints", admin.complaints, (await product.link(id)).status);
      const acc = await createVisitor(browser, { javaScriptEnabled: js, viewport: { width: w, height: 800 } });
      tick("acc");
      await openMailedLink(acc, { sandboxUrl: product.sandbox.url, address: "partner.ops@outlook.com" });
      await acc.isAt("Manage the directory Contoso"); await shot("11-accept", acc);
      await acc.press("Sign in with Microsoft", "Pick an account"); await shot("12-pick", acc);
      await acc.press("Paula", "Review permissions"); await shot("13-review", acc);
      await acc.press("Accept", "Thank you, you are signed in"); await shot("14-signedin", acc);
      await product.idle(); await acc.page.reload(); await shot("15-signedin-later", acc);
      await acc.press("Sign out of Microsoft", "You are signed out");
      console.log("complaints", acc.complaints, (await product.link(id)).status);
      tick("end");
      for (const [a, n] of [["admin@contoso.onmicrosoft.com", "a"], ["partner.ops@outlook.com", "p"]] as const) { await acc.page.goto(`${product.sandbox.url}/mail/${a}`); await shot(`20-box-${n}`, acc); await acc.page.locator("tbody a").first().click(); await shot(`21-mail-${n}`, acc); await acc.page.goBack(); await acc.page.locator("tbody a").last().click(); await shot(`22-mail-${n}`, acc);}
      await admin.context.close(); await acc.context.close();
    }
  }, 120000);
});
