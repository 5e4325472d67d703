import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { refused } from "../support/nothingHappened";
import { mailedLink } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = "admin@contoso.onmicrosoft.com";
const long = "x".repeat(5000);
type Fields = readonly (readonly [string, string])[];

describe("forms that are not as our page made them", () => {
  let product: Product;
  let id = "";
  let person: SandboxPerson;
  let csrf = "";
  beforeAll(async () => {
    product = await startProduct();
    const { id: other } = await product.post(
      contosoRequest(product.sandbox, {
        ticket: undefined,
        account: { email: "wanda@partner.example" },
      }),
    );
    otherCsrf = csrfOf(await opened());
    await product.call("POST", `/api/v1/links/${other}/cancel`);
    await product.idle();
    const accessUntil = new Date(product.clock.now().getTime() + 60 * 86_400_000).toISOString();
    ({ id } = await product.post(contosoRequest(product.sandbox, { accessUntil })));
    person = await opened();
    csrf = csrfOf(person);
  });
  afterAll(() => product.close());

  let otherCsrf = "";
  const opened = async () => {
    const made = createPerson(product.sandbox, "grace");
    await made.visit(mailedLink(product.sandbox, administrator));
    return made;
  };
  const csrfOf = (one: SandboxPerson) =>
    [...(one.page.forms[0]?.fields ?? [])].find(([name]) => name === "csrf")?.[1] ?? "";
  const cookie = () =>
    person.jar.header(new URL(product.url), { method: "POST", sameSite: true }) ?? "";
  const send = async (
    body: string | Buffer | FormData,
    type = "application/x-www-form-urlencoded",
  ) => {
    const headers = { cookie: cookie(), ...(type ? { "content-type": type } : {}) };
    const at = `${product.url}/consent`;
    const response = await fetch(at, { method: "POST", body, headers, redirect: "manual" });
    return { status: response.status, body: await response.text() };
  };
  const post = (fields: Fields) =>
    send(
      new URLSearchParams(
        [...fields].map(([name, value]): [string, string] => [name, value]),
      ).toString(),
    );
  const ours = (): Fields => [
    ["id", id],
    ["csrf", csrf],
  ];
  const going: Fields = [
    ["action", "continue"],
    ["access", "asked"],
  ];

  it.each<[string, () => Fields, number, string | string[]]>([
    ["no fields at all", () => [], 404, "not_found"],
    ["no link id", () => [["csrf", csrf], ...going], 404, "not_found"],
    ["two link ids", () => [...ours(), ["id", id], ...going], 404, "not_found"],
    [
      "a link id of another shape",
      () => [["id", "../x"], ["csrf", csrf], ...going],
      404,
      "not_found",
    ],
    [
      "a link id that is far too long",
      () => [["id", long], ["csrf", csrf], ...going],
      404,
      "not_found",
    ],
    ["no anti-forgery token", () => [["id", id], ...going], 403, "form_expired"],
    ["two anti-forgery tokens", () => [...ours(), ["csrf", csrf], ...going], 403, "form_expired"],
    [
      "an anti-forgery token that is far too long",
      () => [["id", id], ["csrf", long], ...going],
      403,
      "form_expired",
    ],
    [
      "the anti-forgery token of another link",
      () => [["id", id], ["csrf", otherCsrf], ...going],
      403,
      "form_expired",
    ],
    ["no button", () => [...ours(), ["access", "asked"]], 400, "form_expired"],
    ["two buttons", () => [...ours(), ["action", "decline"], ...going], 400, "form_expired"],
    ["a button that is not there", () => [...ours(), ["action", "approve"]], 400, "form_expired"],
    [
      "the button of the account's page",
      () => [...ours(), ["action", "giveBack"]],
      400,
      "form_expired",
    ],
    ["the button of the end", () => [...ours(), ["action", "end"]], 400, "form_expired"],
    ["no choice", () => [...ours(), ["action", "continue"]], 400, "choice_refused"],
    ["two choices", () => [...ours(), ["access", "lesser"], ...going], 400, "choice_refused"],
    [
      "a choice that is not there",
      () => [...ours(), ["action", "continue"], ["access", "everything"]],
      400,
      "choice_refused",
    ],
    [
      "a ticked role under another choice",
      () => [...ours(), ...going, ["role", "62e90394-69f5-4237-9190-012177145e10"]],
      400,
      "choice_refused",
    ],
    [
      "only these, and none",
      () => [...ours(), ["action", "continue"], ["access", "some"]],
      400,
      "choice_refused",
    ],
    [
      "only these, and a role nobody asked for",
      () => [
        ...ours(),
        ["action", "continue"],
        ["access", "some"],
        ["role", "e8611ab8-c189-46e8-94e1-60213ab1f814"],
      ],
      400,
      "choice_refused",
    ],
    [
      "a tick that says no",
      () => [...ours(), ...going, ["withoutWriteback", "no"]],
      400,
      "choice_refused",
    ],
    [
      "a doubled tick",
      () => [...ours(), ...going, ["withoutWriteback", "yes"], ["withoutWriteback", "yes"]],
      400,
      "choice_refused",
    ],
    [
      "a flag's tick that is far too long",
      () => [...ours(), ...going, ["withoutFlag", long]],
      400,
      "choice_refused",
    ],
    [
      "an end date in the past",
      () => [...ours(), ...going, ["until", "2020-01-01"]],
      400,
      "choice_refused",
    ],
    [
      "an end date before anybody could answer",
      () => [...ours(), ...going, ["until", new Date().toISOString().slice(0, 10)]],
      400,
      "choice_refused",
    ],
    [
      "an end date later than asked",
      () => [...ours(), ...going, ["until", "2099-01-01"]],
      400,
      "choice_refused",
    ],
    [
      "a day that does not exist",
      () => [...ours(), ...going, ["until", "2027-02-30"]],
      400,
      "choice_refused",
    ],
    [
      "an end date with a time",
      () => [...ours(), ...going, ["until", "2027-01-01T00:00:00Z"]],
      400,
      "choice_refused",
    ],
    [
      "two end dates",
      () => [...ours(), ...going, ["until", ""], ["until", ""]],
      400,
      "choice_refused",
    ],
    ["no colleague", () => [...ours(), ["action", "forward"]], 400, "forward_refused"],
    [
      "two colleagues",
      () => [
        ...ours(),
        ["action", "forward"],
        ["colleague", "a@contoso.com"],
        ["colleague", "b@contoso.com"],
      ],
      400,
      "forward_refused",
    ],
    [
      "a colleague whose address is far too long",
      () => [...ours(), ["action", "forward"], ["colleague", `${long}@contoso.com`]],
      400,
      "forward_refused",
    ],
    [
      "a colleague of a look-alike domain",
      () => [...ours(), ["action", "forward"], ["colleague", "it@contoso.com.evil.example"]],
      400,
      "forward_refused",
    ],
    [
      "a colleague with a second address behind a line break",
      () => [
        ...ours(),
        ["action", "forward"],
        ["colleague", "a@contoso.com\r\nbcc: x@evil.example"],
      ],
      400,
      "forward_refused",
    ],
  ])("%s", async (_what, fields, status, code) => {
    await refused(product, id, { attack: () => post(fields()), by: { status, code } });
  });

  it.each<[string, () => Promise<{ status: number; body: string }>]>([
    [
      "a body of more than 16 KiB",
      () => post([...ours(), ["action", "decline"], ["reason", long.repeat(4)]]),
    ],
    [
      "JSON instead of a form",
      () => send(JSON.stringify({ id, csrf, action: "decline" }), "application/json"),
    ],
    [
      "a form for files",
      () => {
        const form = new FormData();
        form.append("id", id);
        form.append("csrf", csrf);
        form.append("action", "decline");
        return send(form, "");
      },
    ],
    ["plain text", () => send(`id=${id}&csrf=${csrf}&action=decline`, "text/plain")],
    ["no content type", () => send(Buffer.from(`id=${id}&csrf=${csrf}&action=decline`), "")],
  ])("%s", async (_what, attack) => {
    await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
  });

  it("a form in another encoding (UTF-16)", async () => {
    const body = Buffer.from(`id=${id}&csrf=${csrf}&action=decline`, "utf16le");
    await refused(product, id, {
      attack: () => send(body),
      by: { status: 404, code: "not_found" },
    });
  });

  it.each([
    "",
    "t",
    "t=",
    "t=x&t=y",
    `id=${"a".repeat(26)}&id=${"a".repeat(26)}`,
    `t=${long}`,
    "t=%ff%fe",
    "id=%00",
  ])("the page opened with the query %j", async (query) => {
    const stranger = createPerson(product.sandbox, "grace");
    const attack = () => stranger.visit(`${product.url}/consent?${query}`);
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });
});
