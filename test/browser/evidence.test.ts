import type { Browser, Page } from "playwright-core";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localApiKey } from "../../local/localSettings";
import { startBrowser } from "../support/browser";
import { contosoRequest, startProduct, type Product } from "../support/product";

jest.setTimeout(60_000);

describe("the evidence page in a browser", () => {
  let browser: Browser;
  let product: Product;
  beforeAll(async () => {
    browser = await startBrowser();
    product = await startProduct();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  const width = (page: Page) =>
    page.evaluate<string>("getComputedStyle(document.querySelector('main')).maxWidth");

  it("has its style, from the service and from a file", async () => {
    const { id } = await product.post(contosoRequest(product.sandbox));
    const url = `${product.url}/api/v1/links/${id}/evidence`;
    const context = await browser.newContext({ extraHTTPHeaders: { "x-api-key": localApiKey } });
    const page = await context.newPage();
    const answer = await page.goto(url);
    expect(answer?.headers()["content-security-policy"]).toContain("style-src 'sha256-");
    const served = await width(page);
    expect(served).toMatch(/^\d/);
    const file = join(mkdtempSync(join(tmpdir(), "evidence-")), "evidence.html");
    writeFileSync(file, (await answer?.text()) ?? "");
    await page.goto(`file://${file}`);
    expect(await width(page)).toBe(served);
  });
});
