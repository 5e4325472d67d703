import type { SandboxPerson } from "../../local/sandbox/person";
import { cookiesOf, csrfOf, long, opens, postForm } from "../support/attackStage";
import { writes } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { contosoRequest, startProduct, type Product } from "../support/product";

type Fields = readonly (readonly [string, string])[];

const going: Fields = [
  ["action", "continue"],
  ["access", "asked"],
];
const none: Fields = [["action", "continue"]];
const some: Fields = [...none, ["access", "some"]];
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const roleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";

/** Choices on the consent page, beside the fields that make the form ours. */
const choices: [string, Fields][] = [
  ["no choice", none],
  ["two choices", [["access", "lesser"], ...going]],
  ["a choice that is not there", [...none, ["access", "everything"]]],
  ["a choice that is far too long", [...none, ["access", long]]],
  ["a choice in capitals", [...none, ["access", "ASKED"]]],
  ["a ticked role under another choice", [...going, ["role", globalAdministrator]]],
  ["only these, and none", some],
  ["only these, and a role nobody asked for", [...some, ["role", roleAdministrator]]],
  ["only these, and a role by its name", [...some, ["role", "Global Administrator"]]],
  ["only these, and a role that is far too long", [...some, ["role", long]]],
  ["a tick that says no", [...going, ["withoutWriteback", "no"]]],
  ["a tick that says maybe", [...going, ["withoutFlag", "maybe"]]],
  ["an empty tick", [...going, ["withoutWriteback", ""]]],
  ["a doubled tick", [...going, ["withoutWriteback", "yes"], ["withoutWriteback", "yes"]]],
  ["a tick and its opposite", [...going, ["withoutFlag", "yes"], ["withoutFlag", "no"]]],
  ["a flag's tick that is far too long", [...going, ["withoutFlag", long]]],
  ["an end date in the past", [...going, ["until", "2020-01-01"]]],
  [
    "an end date before anybody could answer",
    [...going, ["until", new Date().toISOString().slice(0, 10)]],
  ],
  ["an end date later than asked", [...going, ["until", "2099-01-01"]]],
  ["a day that does not exist", [...going, ["until", "2027-02-30"]]],
  ["an end date with a time", [...going, ["until", "2027-01-01T00:00:00Z"]]],
  ["an end date in another notation", [...going, ["until", "01/02/2027"]]],
  ["an end date in other digits", [...going, ["until", "２０２７-01-01"]]],
  ["an end date of five-digit years", [...going, ["until", "+012027-01-01"]]],
  ["an end date that is far too long", [...going, ["until", long]]],
  ["an end date with a null byte", [...going, ["until", "2027-01-01\u0000"]]],
  ["two end dates", [...going, ["until", ""], ["until", ""]]],
];

const forward: Fields = [["action", "forward"]];
const to = (colleague: string): Fields => [...forward, ["colleague", colleague]];

const colleagues: [string, Fields][] = [
  ["no colleague", forward],
  ["an empty colleague", to("")],
  ["two colleagues", [...to("a@contoso.com"), ["colleague", "b@contoso.com"]]],
  ["a colleague whose address is far too long", to(`${long}@contoso.com`)],
  ["a colleague of another organisation", to("friend@outlook.com")],
  ["a colleague of a look-alike domain", to("it@contoso.com.evil.example")],
  ["a colleague of a domain that ends alike", to("it@evilcontoso.com")],
  ["a colleague of a domain in look-alike letters", to("it@cоntoso.com")],
  ["a colleague with a second address behind a comma", to("a@contoso.com,x@evil.example")],
  ["a colleague with a second @", to("x@evil.example@contoso.com")],
  [
    "a colleague with a second address behind a line break",
    to("a@contoso.com\r\nbcc: x@evil.example"),
  ],
  ["a colleague with a plus-address, which Entra refuses", to("a+b@contoso.com")],
  ["the administrator themselves for a colleague", to("admin@contoso.onmicrosoft.com")],
];

describe("choices on the consent page that the page does not offer", () => {
  let product: Product;
  let id = "";
  let person: SandboxPerson;
  beforeAll(async () => {
    product = await startProduct();
    const accessUntil = new Date(product.clock.now().getTime() + 60 * 86_400_000).toISOString();
    ({ id } = await product.post(contosoRequest(product.sandbox, { accessUntil })));
    person = await opens(product);
  });
  afterAll(() => product.close());

  const post = (fields: Fields) => {
    const ours: Fields = [
      ["id", id],
      ["csrf", csrfOf(person)],
    ];
    const cookie = cookiesOf(product, person);
    return postForm(product, { path: "/consent", cookie, fields: [...ours, ...fields] });
  };

  it.each(choices)("%s", async (_what, fields) => {
    const by = { status: 400, code: "choice_refused" };
    await refused(product, id, { attack: () => post(fields), by });
  });

  it.each(colleagues)("%s", async (_what, fields) => {
    const by = { status: 400, code: "forward_refused" };
    await refused(product, id, { attack: () => post(fields), by });
  });

  describe("and what is taken as it was meant", () => {
    it("fields that the page does not have change nothing about the choice", async () => {
      const more: Fields = [
        ["passwordWriteback", "true"],
        ["account", "mallory@outlook.com"],
        ["roles", roleAdministrator],
        ["__proto__", "x"],
      ];
      const { body } = await refused(product, id, {
        attack: () => post([...going, ...more]),
        by: { status: 200 },
      });
      expect(body).toContain("/v2.0/adminconsent");
      expect(body).not.toContain(roleAdministrator);
    });

    it.each<[string, [string, string][]]>([
      [
        "a reason that comes twice",
        [
          ["reason", "no"],
          ["reason", "yes"],
        ],
      ],
      ["a reason that is too long", [["reason", "y".repeat(201)]]],
    ])("%s", async (_what, fields) => {
      const attack = () => post([["action", "decline"], ...fields]);
      await refused(product, id, { attack, by: { status: 400, code: "choice_refused" } });
    });

    it.each<[string, [string, string][]]>([
      [
        "twice",
        [
          ["withoutChecks", "yes"],
          ["withoutChecks", "yes"],
        ],
      ],
      ["in another word", [["withoutChecks", "no"]]],
      ["far too long", [["withoutChecks", "y".repeat(5000)]]],
    ])("the box of the own subscription ticked %s", async (_what, fields) => {
      const attack = () => post([["action", "ownSubscription"], ...fields]);
      await refused(product, id, { attack, by: { status: 400, code: "choice_refused" } });
    });

    it("a reason with control characters and tags is cleaned, and shown as text", async () => {
      const reason = `not\u0000 \u202Enow\r\n<script>alert(1)</script>${"y".repeat(150)}`;
      const { status } = await post([
        ["action", "decline"],
        ["reason", reason],
      ]);
      expect(status).toBe(303);
      await product.idle();
      expect(await product.link(id)).toMatchObject({ status: "declined" });
      const page = await person.visit(`${product.url}/consent?id=${id}`);
      expect(page.body).not.toContain("<script>");
      const said = product.sandbox.tickets().map((one) => one.body);
      expect(said.join()).not.toMatch(/\\u0000|\\u202e|y{201}/i);
      expect(writes(product.sandbox)).toEqual([]);
    });
  });

  it("the lesser roles, where they are more than what was asked for", async () => {
    await product.fresh();
    const access = { roles: ["Reports Reader"] };
    const changes = { access, ticket: undefined, passwordWriteback: false };
    ({ id } = await product.post(contosoRequest(product.sandbox, changes)));
    person = await opens(product);
    const attack = () => post([...none, ["access", "lesser"]]);
    await refused(product, id, { attack, by: { status: 400, code: "choice_refused" } });
  });
});
