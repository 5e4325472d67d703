import { randomUUID } from "node:crypto";
import type { SandboxPerson } from "../../local/sandbox/person";
import { administrator, begins, cookiesOf, csrfOf, opens, postForm } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { consent, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const hourMs = 60 * 60 * 1000;

describe("attacks where an account that was found has to be confirmed", () => {
  let product: Product;
  let id = "";
  let proven: SandboxPerson;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    plantGuest();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    proven = await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConfirmation" });
    await proven.visit(proven.page.url);
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  /** A guest under the very address, whom we did not invite. */
  function plantGuest(): void {
    const { users } = tenant(product.sandbox);
    const [member] = users;
    if (!member) throw new Error("no user to copy");
    users.push({
      ...{ ...member, id: randomUUID(), personId: "paula", userType: "Guest" },
      ...{ externalUserState: "Accepted", creationType: "Invitation" },
      ...{ proxyAddresses: [], otherMails: [], mail: "partner.ops@outlook.com" },
    });
  }

  /** Pressing Continue led to Microsoft, to prove anew who it is; it confirmed nothing. */
  async function goesToMicrosoft(attack: () => Promise<{ status: number; body: string }>) {
    const { body } = await refused(product, id, { attack, by: { status: 200 } });
    expect(body).toContain("/oauth2/v2.0/authorize");
  }
  const confirm = (cookie: string) => () =>
    postForm(product, {
      ...{ path: "/consent", cookie },
      fields: Object.entries({ id, csrf: csrfOf(proven), action: "continue" }),
    });
  const proof = /dl-proof-([a-z2-7]{26})=[^;]*/;

  it("the mailed link in a browser that proved nothing", async () => {
    await product.later({ seconds: 200 });
    const person = await opens(product);
    const attack = () => press(person, "continue");
    await refused(product, id, { attack, by: { status: 200 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });

  it("the form of the confirmation in a browser that proved nothing", async () => {
    const cookie = cookiesOf(product, proven).replace(proof, "x=y");
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: confirm(cookie), by });
  });

  it("a made-up proof", async () => {
    const cookie = cookiesOf(product, proven).replace(proof, `dl-proof-$1=${"a".repeat(43)}`);
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: confirm(cookie), by });
  });

  it("the proof of another link under this link's name", async () => {
    const others = `dl-proof-${"a".repeat(26)}=${"b".repeat(43)}`;
    const cookie = cookiesOf(product, proven).replace(proof, others);
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: confirm(cookie), by });
  });

  it("a proof sent twice", async () => {
    const cookie = cookiesOf(product, proven);
    const twice = `${cookie}; ${proof.exec(cookie)?.[0] ?? ""}`;
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: confirm(twice), by });
  });

  it("a proof that is older than an hour", async () => {
    const cookie = cookiesOf(product, proven);
    product.clock.advance(hourMs + 1000);
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: confirm(cookie), by });
  });

  it("a proof that is older than an hour, with the newest mail", async () => {
    await product.later({ seconds: 200 });
    const cookie = cookiesOf(product, proven);
    product.clock.advance(hourMs + 1000);
    await proven.visit((await opens(product)).page.hops[0] ?? "");
    const csrf = csrfOf(proven);
    const fields = Object.entries({ id, csrf, action: "continue" });
    const own = cookiesOf(product, proven);
    const kept = `${own}; ${proof.exec(cookie)?.[0] ?? ""}`;
    await goesToMicrosoft(() => postForm(product, { path: "/consent", cookie: kept, fields }));
  });

  it("a confirmation without an anti-forgery token in the proven browser", async () => {
    const fields = Object.entries({ id, action: "continue" });
    const cookie = cookiesOf(product, proven);
    const attack = () => postForm(product, { path: "/consent", cookie, fields });
    await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
  });

  it.each(["forward", "notMe", "ownSubscription"])(
    "the button %s, which belongs to the first question only",
    async (action) => {
      const fields = Object.entries({ id, csrf: csrfOf(proven), action });
      const cookie = cookiesOf(product, proven);
      const attack = () => postForm(product, { path: "/consent", cookie, fields });
      await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
    },
  );

  it("a confirmation by an ordinary user of the directory", async () => {
    await product.later({ seconds: 200 });
    const { person } = await begins(product, { ...administrator, personId: "uwe" });
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  it("and the browser that gave the proof confirms without signing in again", async () => {
    expect((await press(proven, "continue")).status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });
});
