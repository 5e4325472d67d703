import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { administrator, cookiesOf, csrfOf, long, opens } from "../support/attackStage";
import { linkTo } from "../support/people";
import { postForm } from "../support/attackStage";
import { refused } from "../support/nothingHappened";
import { contosoRequest, startProduct, type Product } from "../support/product";

type Fields = readonly (readonly [string, string])[];
const going: Fields = [
  ["action", "continue"],
  ["access", "asked"],
];

describe("forms that are not as our page made them", () => {
  let product: Product;
  let id = "";
  let other = "";
  let person: SandboxPerson;
  let csrf = "";
  let otherCsrf = "";
  beforeAll(async () => {
    product = await startProduct();
    const account = { email: "wanda@partner.example" };
    const changes = { ticket: undefined, account };
    ({ id: other } = await product.post(contosoRequest(product.sandbox, changes)));
    otherCsrf = csrfOf(await opens(product));
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    person = await opens(product);
    csrf = csrfOf(person);
  });
  afterAll(() => product.close());

  const send = async (
    body: string | Buffer | FormData,
    type = "application/x-www-form-urlencoded",
  ) => {
    const headers = {
      cookie: cookiesOf(product, person),
      ...(type ? { "content-type": type } : {}),
    };
    const at = `${product.url}/consent`;
    const response = await fetch(at, { method: "POST", body, headers, redirect: "manual" });
    return { status: response.status, body: await response.text() };
  };
  const post = (fields: Fields) =>
    postForm(product, { path: "/consent", cookie: cookiesOf(product, person), fields });
  const ours = (): Fields => [
    ["id", id],
    ["csrf", csrf],
  ];

  it.each<[string, () => Fields]>([
    ["no fields at all", () => []],
    ["no link id", () => [["csrf", csrf], ...going]],
    ["two link ids", () => [...ours(), ["id", id], ...going]],
    ["this link's id and another's", () => [...ours(), ["id", other], ...going]],
    ["a link id of another shape", () => [["id", "../x"], ["csrf", csrf], ...going]],
    ["a link id in capitals", () => [["id", id.toUpperCase()], ["csrf", csrf], ...going]],
    ["a link id with a space behind it", () => [["id", `${id} `], ["csrf", csrf], ...going]],
    ["a link id that is far too long", () => [["id", long], ["csrf", csrf], ...going]],
  ])("%s", async (_what, fields) => {
    const by = { status: 404, code: "not_found" };
    await refused(product, id, { attack: () => post(fields()), by });
  });

  it.each<[string, () => Fields]>([
    ["no anti-forgery token", () => [["id", id], ...going]],
    ["an empty anti-forgery token", () => [["id", id], ["csrf", ""], ...going]],
    ["two anti-forgery tokens", () => [...ours(), ["csrf", csrf], ...going]],
    ["an anti-forgery token that is far too long", () => [["id", id], ["csrf", long], ...going]],
    [
      "an anti-forgery token in other letters",
      () => [["id", id], ["csrf", "é".repeat(43)], ...going],
    ],
    ["the anti-forgery token of another link", () => [["id", id], ["csrf", otherCsrf], ...going]],
  ])("%s", async (_what, fields) => {
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: () => post(fields()), by });
  });

  it("another link's id with this link's cookie and token", async () => {
    const fields: Fields = [["id", other], ["csrf", csrf], ...going];
    const by = { status: 403, code: "browser_mismatch" };
    await refused(product, other, { attack: () => post(fields), by });
    await refused(product, id, { attack: () => post(fields), by });
  });

  it("the anti-forgery token of the same page in another browser", async () => {
    const csrfOfAnother = csrfOf(await opens(product));
    const fields: Fields = [["id", id], ["csrf", csrfOfAnother], ...going];
    const by = { status: 403, code: "form_expired" };
    await refused(product, id, { attack: () => post(fields), by });
  });

  it.each<[string, Fields]>([
    ["no button", [["access", "asked"]]],
    ["two buttons", [["action", "decline"], ...going]],
    ["a button pressed twice", [["action", "continue"], ...going]],
    ["an empty button", [["action", ""]]],
    ["a button that is not there", [["action", "approve"]]],
    ["a button in capitals", [["action", "DECLINE"]]],
    ["a button that is far too long", [["action", long]]],
    ["the button of the account's page", [["action", "giveBack"]]],
    ["the button of the steps", [["action", "signOff"]]],
    ["the button of the end", [["action", "end"]]],
    ["a decision of the run itself for a button", [["action", "expired"]]],
  ])("%s", async (_what, fields) => {
    const by = { status: 400, code: "form_expired" };
    await refused(product, id, { attack: () => post([...ours(), ...fields]), by });
  });

  const declining = () => `id=${id}&csrf=${csrf}&action=decline`;
  const files = () => {
    const form = new FormData();
    form.append("id", id);
    form.append("csrf", csrf);
    form.append("action", "decline");
    return form;
  };
  it.each<[string, () => Promise<{ status: number; body: string }>]>([
    [
      "a body of more than 16 KiB",
      () => post([...ours(), ["action", "decline"], ["reason", long.repeat(3)]]),
    ],
    [
      "JSON instead of a form",
      () => send(JSON.stringify({ id, csrf, action: "decline" }), "application/json"),
    ],
    ["a form for files", () => send(files(), "")],
    ["plain text", () => send(declining(), "text/plain")],
    [
      "a form under a type that only begins alike",
      () => send(declining(), "application/x-www-form-urlencodedx"),
    ],
    ["no content type", () => send(Buffer.from(declining()), "")],
  ])("%s", async (_what, attack) => {
    await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
  });

  it.each<[string, () => string | Buffer]>([
    ["a form in another encoding (UTF-16)", () => Buffer.from(declining(), "utf16le")],
    ["a form whose names are escaped twice", () => declining().replace("id=", "%2569d=")],
    ["a form with array names", () => declining().replace("id=", "id[]=")],
    ["an empty body", () => ""],
    ["a body that is no text", () => Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])("%s", async (_what, body) => {
    const by = { status: 404, code: "not_found" };
    await refused(product, id, { attack: () => send(body()), by });
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

  it("the page opened with a good token twice", async () => {
    const token = new URL(linkTo(product.sandbox, administrator.address, "/consent")).search;
    const stranger = createPerson(product.sandbox, "grace");
    const url = `${product.url}/consent${token}&${token.slice(1)}`;
    const by = { status: 404, code: "not_found" };
    await refused(product, id, { attack: () => stranger.visit(url), by });
  });
});
