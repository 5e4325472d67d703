import type { BrowserContext, Page } from "playwright-core";

export type Hand = "mouse" | "keyboard";

/** One tab of a person's browser: what they press and read, and what the browser complained of. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every address that stood in the address bar. */
  readonly addresses: readonly string[];
  /** Errors in the console, violated policies and failed requests. */
  readonly complaints: readonly string[];
  /** Presses a button or a link and waits for the page with this heading. */
  press(name: string, heading: string): Promise<void>;
  /** Waits for the page with this heading. */
  isAt(heading: string): Promise<void>;
  /** The text of the page's main part, in one line. */
  read(): Promise<string>;
}

// Well below the minute that Jest gives a test, so that the message of the wait is what is seen.
const patienceMs = 20_000;

export async function createVisitor(
  context: BrowserContext,
  hand: Hand = "mouse",
): Promise<Visitor> {
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const read = async () => (await page.locator("main").innerText()).replace(/\s+/g, " ");
  const isAt = async (heading: string) => {
    try {
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    } catch (cause) {
      const shown = await page.content();
      throw new Error(`no page "${heading}", but ${page.url()}: ${shown}`, { cause });
    }
  };
  return {
    context,
    page,
    ...watch(page),
    isAt,
    read,
    async press(name, heading) {
      await (hand === "mouse" ? click(page, name) : pressEnterOn(page, name));
      await isAt(heading);
    },
  };
}

function watch(page: Page): Pick<Visitor, "addresses" | "complaints"> {
  const addresses: string[] = [];
  const complaints: string[] = [];
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) addresses.push(frame.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => {
    complaints.push(`${request.url()}: ${request.failure()?.errorText ?? "failed"}`);
  });
  return { addresses, complaints };
}

const click = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();

/** As somebody without a mouse: Tab until it has the focus, which must be visible, then Enter. */
async function pressEnterOn(page: Page, name: string): Promise<void> {
  const focused = page.locator(":is(button, a):focus", { hasText: name });
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) === 0) continue;
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).toMatch(/solid|auto/);
    return page.keyboard.press("Enter");
  }
  throw new Error(`Tab does not reach "${name}" on ${page.url()}`);
}

/** Pixels by which the page is wider than the window. */
export const sideScroll = ({ page }: Pick<Visitor, "page">): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
