import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { tenant } from "../support/facts";
import { refused, stateOf } from "../support/nothingHappened";
import { mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = "admin@contoso.onmicrosoft.com";

/** Every way of Microsoft to say no in a redirect, each with `admin_consent=True` beside it. */
const answers = [
  ["the administrator declined", "consent_required", "AADSTS65004: declined", "consent_declined"],
  ["Cancel without a word", "access_denied", "", "consent_declined"],
  ["somebody who may not grant", "access_denied", "AADSTS90094: admin", "needs_administrator"],
  ["the older number for that", "access_denied", "AADSTS90093: admin", "needs_administrator"],
  [
    "an account of another directory",
    "access_denied",
    "AADSTS50020: x",
    "account_not_in_directory",
  ],
  ["Conditional Access", "access_denied", "AADSTS53003: blocked", "device_or_policy_blocks"],
  ["a device that is not compliant", "access_denied", "AADSTS53000: x", "device_or_policy_blocks"],
  ["the network's tenant restrictions", "access_denied", "AADSTS500021: x", "tenant_restrictions"],
  ["a service that is not there", "invalid_client", "AADSTS650052: x", "app_not_usable_there"],
  ["a trouble that passes", "temporarily_unavailable", "AADSTS90033: x", "try_again_later"],
  ["a trouble of the server", "server_error", "AADSTS90055: x", "try_again_later"],
  ["security defaults", "access_denied", "AADSTS530035: x", "device_or_policy_blocks"],
  ["a resource that is not there", "invalid_resource", "AADSTS500011: x", "app_not_usable_there"],
  ["an interaction that is required", "interaction_required", "AADSTS50076: x", "session_lapsed"],
  ["an error without a name", "", "AADSTS1: x", "callback_refused"],
  ["an error that is far too long", "e".repeat(6000), "x", "callback_refused"],
  ["a wrong registration", "invalid_client", "AADSTS650056: x", "app_not_usable_there"],
  [
    "an error nobody knows",
    "weird_error",
    "AADSTS1: <script>alert(1)</script>",
    "callback_refused",
  ],
] as const;

describe("what Microsoft says no to", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    await product.fresh();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
  });
  afterAll(() => product.close());

  const begin = async (): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    await press(person, "continue");
    return person;
  };
  const callback = (values: Record<string, string>) =>
    `${product.url}/consent/callback?${new URLSearchParams(values).toString()}`;

  it.each(answers)(
    "%s: an error is believed before admin_consent=True",
    async (_what, error, error_description, code) => {
      const person = await begin();
      const tenantId = tenant(product.sandbox).id;
      const said = { error, error_description, admin_consent: "True", tenant: tenantId };
      const state = stateOf(person, "/adminconsent");
      const attack = () => person.visit(callback({ ...said, state }));
      const page = await refused(product, id, { attack, by: { status: 400, code } });
      expect(page.body).not.toContain("<script>");
      expect(page.body).not.toContain("AADSTS");
    },
  );

  it.each(answers)("%s: the same without any state of ours", async (_what, error, words, code) => {
    const person = createPerson(product.sandbox, "grace");
    const said = { error, error_description: words, admin_consent: "True" };
    const attack = () => person.visit(callback(said));
    await refused(product, id, { attack, by: { status: 400, code } });
  });

  it("Cancel on Microsoft's first page: the administrator may try again", async () => {
    const person = await begin();
    const attack = () => person.signIn({ cancel: "consent" });
    const page = await refused(product, id, {
      attack,
      by: { status: 400, code: "consent_declined" },
    });
    expect(page.body).toContain(`/consent?id=${id}`);
  });

  it("two errors, the second one harmless", async () => {
    const person = await begin();
    const state = stateOf(person, "/adminconsent");
    const query = `error=access_denied&error=none&admin_consent=True&state=${state}`;
    const attack = () => person.visit(`${product.url}/consent/callback?${query}`);
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("an error beside a code: the code is not redeemed", async () => {
    const person = await begin();
    const state = stateOf(person, "/adminconsent");
    const attack = () => person.visit(callback({ error: "access_denied", code: "x", state }));
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("an error under a state that was used already still says what happened", async () => {
    const person = await begin();
    const state = stateOf(person, "/adminconsent");
    await person.visit(callback({ admin_consent: "True", state }));
    const attack = () => person.visit(callback({ error: "access_denied", state }));
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("an error after which the same try comes back with a code", async () => {
    const person = await begin();
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    await person.signIn({ stopAt: "consent" });
    const state = stateOf(person);
    await person.visit(callback({ error: "access_denied", state }));
    const attack = () => person.visit(callback({ code: "stolen", state }));
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });
});
