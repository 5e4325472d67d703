import type { Browser, BrowserContextOptions } from "playwright-core";
import { startBrowser } from "../support/browser";
import { guestRoles, subjects, writes } from "../support/facts";
import { mailedLink } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { expectCookiesKept, expectLinked, hasSession } from "./expectations";
import { createVisitor, sideScroll, type Hand, type Visitor } from "./visitor";
import { accept, administrator, agree, at, endIt, holder, openMail, signOffSteps } from "./ways";

jest.setTimeout(60_000);

describe("two people with a browser each", () => {
  let browser: Browser;
  let product: Product;
  let count = 0;
  beforeAll(async () => {
    browser = await startBrowser();
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(async () => {
    // Either is missing where the start failed.
    await browser?.close();
    await product?.close();
  });

  const ask = async (): Promise<string> => {
    count += 1;
    const ticket = { id: `CHG-${String(count)}` };
    return (await product.post(contosoRequest(product.sandbox, { ticket }))).id;
  };
  const somebody = async (options: BrowserContextOptions = {}, hand?: Hand): Promise<Visitor> =>
    createVisitor(await browser.newContext({ javaScriptEnabled: false, ...options }), hand);
  const somebodyAt = async (address: string, heading: string): Promise<Visitor> => {
    const visitor = await somebody();
    await openMail(visitor, product, address);
    await visitor.isAt(heading);
    return visitor;
  };
  const nothingHappens = async (id: string, act: () => Promise<unknown>): Promise<void> => {
    const before = await product.link(id);
    await act();
    await product.idle();
    expect(await product.link(id)).toEqual(before);
  };

  it("link the account, from the mail to the end, without any script", async () => {
    const id = await ask();
    const grace = await somebodyAt(administrator, at.consent);
    const asked = await grace.read();
    for (const words of [
      "Northwind Service Desk (northwind.example) asks you",
      "“Turn on password write-back” In the words of Northwind Service Desk",
      "Tenant id c0200000-0000-4000-8000-000000000000",
      "Outside account partner.ops@outlook.com a personal Microsoft account",
      "Global Administrator Whoever holds it can do everything in this directory",
      "This is as much power as there is.",
      "Invite partner.ops@outlook.com as an external user (guest)",
      "Read and write directory RBAC settings RoleManagement.ReadWrite.Directory",
      "This button agrees to nothing yet",
    ])
      expect(asked).toContain(words);
    await agree(grace);
    expect(await grace.read()).toContain(`You agreed that ${holder} may manage Contoso.`);
    expect(await hasSession(grace)).toBe(true);
    await grace.press("Sign out of Microsoft", at.signedOut);
    expect(await hasSession(grace)).toBe(false);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn", parked: null });
    expect(guestRoles(product.sandbox)).toEqual([]);

    const paula = await somebodyAt(holder, at.accept);
    expect(await paula.read()).toContain("An administrator of Contoso has agreed");
    await accept(paula);
    await product.idle();
    await paula.page.reload();
    expect(await paula.read()).toContain(`Your account ${holder} has its role in Contoso`);
    await expectLinked(product, id);
    await signOffSteps(paula, product);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
    for (const visitor of [grace, paula]) {
      expect(visitor.complaints).toEqual([]);
      expect(visitor.addresses.filter((address) => /[?&]t=/.test(address))).toEqual([]);
      await expectCookiesKept(visitor);
    }
  });

  it("get there by keyboard alone, on a narrow screen, with script allowed and no policy violated", async () => {
    const id = await ask();
    const narrow = { javaScriptEnabled: true, viewport: { width: 320, height: 640 } };
    const grace = await somebody(narrow, "keyboard");
    await grace.page.goto(mailedLink(product.sandbox, administrator));
    expect(await sideScroll(grace)).toBe(0);
    await agree(grace);
    expect(await sideScroll(grace)).toBe(0);
    await product.idle();
    const paula = await somebody(narrow, "keyboard");
    await paula.page.goto(mailedLink(product.sandbox, holder));
    expect(await sideScroll(paula)).toBe(0);
    await accept(paula);
    expect(await sideScroll(paula)).toBe(0);
    await product.idle();
    await expectLinked(product, id);
    await signOffSteps(paula, product);
    await product.idle();
    await endIt(grace, product);
    expect(await grace.read()).toContain("Guest account partner.ops@outlook.com");
    for (const visitor of [grace, paula]) expect(await sideScroll(visitor)).toBe(0);
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect([...grace.complaints, ...paula.complaints]).toEqual([]);
  });

  it.each([true, false])("would hear of a violated policy (script: %s)", async (script) => {
    const visitor = await somebody({ javaScriptEnabled: script });
    await visitor.page.goto(product.url);
    const image = `<img src='${product.sandbox.url}/x.png'>`;
    const failed = visitor.page.waitForEvent("requestfailed");
    await visitor.page.evaluate(`document.body.insertAdjacentHTML("beforeend", "${image}")`);
    await failed;
    expect(visitor.complaints.join()).toContain("Content Security Policy");
  });

  it("decline with a reason; a second tab is told that there is an answer", async () => {
    const id = await ask();
    const grace = await somebodyAt(administrator, at.consent);
    const otherTab = await createVisitor(grace.context);
    await openMail(otherTab, product, administrator);
    await otherTab.isAt(at.consent);
    await grace.page.getByLabel("Why not?").fill("We use another partner");
    await grace.press("Decline", at.answered);
    expect(await grace.read()).toContain("The request was declined.");
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "declined",
      declined: { reason: "We use another partner" },
    });
    await nothingHappens(id, async () => {
      await otherTab.press("Continue to Microsoft", at.answered);
      expect(await otherTab.read()).toContain("perhaps your own from another tab");
    });
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("go back after they agreed, or open the mail again: the pages tell the truth and change nothing", async () => {
    const id = await ask();
    const grace = await somebodyAt(administrator, at.consent);
    await agree(grace);
    await product.idle();
    await nothingHappens(id, async () => {
      await grace.page.goBack();
      await grace.isAt(at.forMe);
      await grace.press("Accept", at.answered);
      expect(await grace.read()).toContain("This second answer was not recorded.");
      await openMail(grace, product, administrator);
      await grace.isAt(at.agreed);
    });
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    await nothingHappens(id, async () => {
      await openMail(grace, product, administrator);
      await grace.isAt(at.answered);
      expect(await grace.read()).toContain("The request was cancelled.");
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("are not decided for by a mail scanner that opens their link", async () => {
    const id = await ask();
    const link = mailedLink(product.sandbox, administrator);
    await nothingHappens(id, async () => {
      const { status, headers } = await fetch(link, { redirect: "manual" });
      expect(status).toBe(303);
      expect(headers.getSetCookie().join()).toMatch(/; samesite=lax; httponly$/i);
      expect((await fetch(link)).status).toBe(403);
      await fetch(link, { method: "HEAD" });
      await fetch(link, { method: "POST" });
      // Some scanners are browsers, and keep cookies.
      await somebodyAt(administrator, at.consent);
    });
    expect(subjects(product.sandbox, administrator)).toHaveLength(1);
  });

  it("are not answered for by another site's form, even with everything that stands on the page", async () => {
    const id = await ask();
    const grace = await somebodyAt(administrator, at.consent);
    const form = await grace.page.locator('form:has([value="decline"])').innerHTML();
    const trap = `${product.sandbox.url}/trap`;
    const body = `<form method="post" action="${product.url}/consent">${form}</form>`;
    await grace.page.route(trap, (route) => route.fulfill({ contentType: "text/html", body }));
    await grace.page.goto(trap);
    await nothingHappens(id, () => grace.press("Decline", "You began in another browser"));
    await openMail(grace, product, administrator);
    await grace.press("Decline", at.answered);
  });
});
