import type { Browser, BrowserContextOptions } from "playwright-core";
import { startBrowser } from "../support/browser";
import { someOps } from "../support/opsCaseStage";
import { opsNow, parkedCase } from "../support/opsCases";
import { serveOps, type OpsServer } from "../support/opsServer";
import type { OpsStage } from "../support/opsDesk";
import { createVisitor, sideScroll, type Hand, type Visitor } from "./visitor";

jest.setTimeout(60_000);
const parked = parkedCase();
const title = "Fabrikam Residences and Hospitality Group";

describe("an operator with a browser", () => {
  let browser: Browser;
  let server: OpsServer;
  let stage: OpsStage;
  const clock = { now: opsNow };
  beforeAll(async () => {
    browser = await startBrowser();
    server = await serveOps(() => stage.doors);
  });
  beforeEach(() => {
    clock.now = opsNow;
    server.down = false;
    stage = someOps({ now: () => clock.now, publicUrl: server.url });
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    // Either is missing where the start failed.
    await browser?.close();
    await server?.close();
  });

  const operator = async (options: BrowserContextOptions = {}, hand?: Hand): Promise<Visitor> => {
    const context = await browser.newContext(options);
    await context.addCookies([{ name: "dl-ops", value: "signed-in", url: server.url }]);
    return createVisitor(context, hand);
  };

  it.each([
    [1280, true],
    [1280, false],
    [320, true],
    [320, false],
  ])(
    "sees cases and a case at %d px (script: %s), with no policy violated",
    async (width, script) => {
      const olga = await operator({ viewport: { width, height: 800 }, javaScriptEnabled: script });
      for (const colorScheme of ["light", "dark"] as const) {
        await olga.page.emulateMedia({ colorScheme });
        await olga.page.goto(`${server.url}/ops`);
        await olga.isAt("Cases");
        expect(await sideScroll(olga)).toBeLessThanOrEqual(0);
        await olga.page.getByRole("link", { name: title }).first().click();
        await olga.isAt(title);
        expect(await sideScroll(olga)).toBeLessThanOrEqual(0);
      }
      expect(await olga.page.getByRole("img", { name: "The case over time" }).count()).toBe(1);
      expect(olga.complaints).toEqual([]);
    },
  );

  it("does an action by keyboard alone, without script: looks, is corrected, gives a reason", async () => {
    const olga = await operator({ javaScriptEnabled: false }, "keyboard");
    await olga.page.goto(`${server.url}/ops`);
    await olga.press(title, title);
    await olga.press("Try again", "Try again?");
    await olga.press("Try again", "Try again?");
    expect(await olga.read()).toContain("Nothing was done yet.");
    expect(stage.acted).toEqual([]);
    const reason = olga.page.locator("#field-reason:focus");
    for (let tabs = 0; tabs < 20 && (await reason.count()) === 0; tabs++)
      await olga.page.keyboard.press("Tab");
    await olga.page.keyboard.type("They changed the setting");
    await olga.page.keyboard.press("Enter");
    await olga.isAt(title);
    expect(await olga.read()).toContain("The step that failed is being tried again.");
    expect(stage.acted).toMatchObject([
      { action: "retry", id: parked.id, body: { reason: "They changed the setting" } },
    ]);
  });

  /** The page's own timer, run ahead instead of waited for. */
  const watching = async (path: string): Promise<Visitor> => {
    const olga = await operator({ viewport: { width: 900, height: 500 } });
    await olga.page.clock.install();
    await olga.page.goto(server.url + path);
    return olga;
  };
  const fresh = ({ page }: Visitor) => page.locator("#fresh");
  const soon = ({ page }: Visitor) => page.clock.runFor(21_000);

  it("sees news without reloading, and keeps place, focus and what is unfolded", async () => {
    const olga = await watching(`/ops/links/${parked.id}`);
    const summary = olga.page.getByText("Every wait, with its length");
    await summary.click();
    await olga.page.evaluate("scrollTo(0, 400)");
    const before = await olga.page.evaluate("scrollY");
    clock.now = "2026-11-24T14:00:00.000Z";
    await soon(olga);
    await fresh(olga)
      .filter({ hasText: /^Updated \d\d:\d\d:\d\d UTC\.$/ })
      .waitFor();
    expect(await olga.read()).toContain("47 h since 22 Nov 2026");
    expect(await olga.page.evaluate("scrollY")).toBe(before);
    expect(await olga.page.evaluate("document.activeElement.textContent")).toContain("Every wait");
    expect(await olga.page.locator("details[open]").count()).toBe(1);
    expect(olga.complaints).toEqual([]);
  });

  it("is not disturbed while typing", async () => {
    const olga = await watching("/ops");
    await olga.page.getByLabel("Ticket").fill("CHG-1");
    await fresh(olga).click();
    clock.now = "2026-11-24T14:00:00.000Z";
    await soon(olga);
    await soon(olga);
    expect(await olga.page.getByLabel("Ticket").inputValue()).toBe("CHG-1");
    expect(await fresh(olga).innerText()).toMatch(/^As of 12:00:00 UTC/);
  });

  it("is told that nothing is kept up to date when the session ends, and asks no more", async () => {
    const olga = await watching("/ops");
    await olga.context.clearCookies();
    await soon(olga);
    await fresh(olga).filter({ hasText: "Your session has ended" }).waitFor();
    expect(await olga.read()).toContain("Needs you");
    let asked = 0;
    olga.page.on("request", () => asked++);
    await olga.page.clock.runFor(20 * 60_000);
    expect(asked).toBe(0);
  });

  it("is told so too while the network fails, and goes on by itself once it is back", async () => {
    const olga = await watching("/ops");
    server.down = true;
    await soon(olga);
    await fresh(olga)
      .filter({ hasText: /cannot be reached\. What you see is as of 12:00:00 UTC; .* 40 s/ })
      .waitFor();
    expect(await olga.read()).toContain("Needs you");
    await olga.page.clock.runFor(41_000);
    await fresh(olga).filter({ hasText: "the next try is in 1 min" }).waitFor();
    server.down = false;
    await olga.page.clock.runFor(81_000);
    await fresh(olga)
      .filter({ hasText: /^Updated/ })
      .waitFor();
    expect(await fresh(olga).getAttribute("class")).toBe("fresh");
    server.down = true;
    await soon(olga);
    await fresh(olga).filter({ hasText: "40 s" }).waitFor();
  });
});
