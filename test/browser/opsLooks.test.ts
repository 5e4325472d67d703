import type { Browser } from "playwright-core";
import { startBrowser } from "../support/browser";
import {
  linkedCase,
  opsNow,
  parkedCase,
  parkedEvents,
  someCalls,
  someCases,
} from "../support/opsCases";
import { serveOps, type OpsServer } from "../support/opsServer";
import { opsStage } from "../support/opsStage";

jest.setTimeout(60_000);
describe("looks", () => {
  let browser: Browser;
  let server: OpsServer;
  beforeAll(async () => {
    browser = await startBrowser();
    const stage = opsStage({
      links: someCases(),
      events: parkedEvents(),
      calls: someCalls(),
      now: () => opsNow,
      publicUrl: "http://localhost",
    });
    server = await serveOps(() => stage.doors);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  it("shots", async () => {
    for (const [width, scheme] of [
      [1280, "light"],
      [320, "light"],
      [1280, "dark"],
    ] as const) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        javaScriptEnabled: false,
      });
      await context.addCookies([{ name: "dl-ops", value: "signed-in", url: server.url }]);
      const page = await context.newPage();
      for (const [name, path] of [
        ["cases", "/ops"],
        ["case", `/ops/links/${parkedCase().id}`],
        ["linked", `/ops/links/${linkedCase().id}`],
        ["act", `/ops/links/${parkedCase().id}/administrator`],
      ] as const) {
        await page.goto(server.url + path);
        await page.screenshot({
          path: `.local/${name}-${String(width)}-${scheme}.png`,
          fullPage: true, ...(width === 320 ? { clip: { x: 0, y: 0, width: 320, height: 1300 } } : name === 'cases' ? { clip: { x: 0, y: 0, width: 1280, height: 1500 } } : {}),
        });
        console.log(
          name,
          width,
          await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
        );
      }
    }
  });
});
