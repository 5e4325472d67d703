import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

export type Hand = "mouse" | "keyboard";

/** A person at a browser of their own: what they press and read, and what the browser complained of. */
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
  read(): Promise<string>;
}

const patienceMs = 30_000;

export async function createVisitor(
  browser: Browser,
  { hand = "mouse", ...options }: BrowserContextOptions & { hand?: Hand } = {},
): Promise<Visitor> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const { addresses, complaints } = watch(page);
  const isAt = (heading: string) =>
    page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
  return {
    context,
    page,
    addresses,
    complaints,
    isAt,
    async press(name, heading) {
      await (hand === "mouse" ? click(page, name) : pressEnterOn(page, name));
      await isAt(heading);
    },
    read: () => page.locator("main").innerText(),
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

/** As somebody without a mouse: Tab until it has the focus, which can be seen, then Enter. */
async function pressEnterOn(page: Page, name: string): Promise<void> {
  const focused = page.locator(":is(button, a):focus", { hasText: name });
  for (let tabs = 0; tabs < 80; tabs++) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) === 0) continue;
    expect(await focused.evaluate("(one) => getComputedStyle(one).outlineStyle")).not.toBe("none");
    return page.keyboard.press("Enter");
  }
  throw new Error(`Tab does not reach "${name}" on ${page.url()}`);
}

/** Opens the newest mail in the sandbox's mailbox and presses its button. */
export async function openMailedLink(
  { page }: Pick<Visitor, "page">,
  mailbox: { sandboxUrl: string; address: string },
): Promise<void> {
  await page.goto(`${mailbox.sandboxUrl}/mail/${mailbox.address}`);
  await page.locator("tbody a").first().click();
  await page.frameLocator("iframe").locator('a[href*="?t="]').click();
}
