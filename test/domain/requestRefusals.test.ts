import { parseLinkRequest } from "../../domain/request";

const least = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};
const account = (changes: object) => ({ account: { ...least.account, ...changes } });
const administrator = (changes: object) => ({
  administrator: { ...least.administrator, ...changes },
});

const errorsOf = (body: unknown): Record<string, string> => {
  const parsed = parseLinkRequest(body);
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.request)}`);
  return Object.fromEntries(parsed.errors.map(({ pointer, message }) => [pointer, message]));
};

describe("a link request that is not valid", () => {
  it.each(["directory", "administrator", "account", "reason"])(
    "says that %s is missing",
    (name) => {
      expect(errorsOf({ ...least, [name]: undefined })).toEqual({ [`/${name}`]: "is required" });
    },
  );

  it("says which address is missing", () => {
    expect(errorsOf({ ...least, administrator: {}, account: {} })).toEqual({
      "/administrator/email": "is required",
      "/account/email": "is required",
    });
  });

  it.each([
    ["/directory", { directory: 7 }],
    ["/directory", { directory: "contoso" }],
    ["/directory", { directory: "-contoso.com" }],
    ["/directory", { directory: "contoso.com/evil" }],
    ["/directory", { directory: "c0200000-0000-4000-8000-000000000000" }],
    ["/directory", { directory: `${"a".repeat(64)}.com` }],
    ["/directory", { directory: `${"abc.".repeat(80)}com` }],
    ["/administrator", { administrator: "admin@contoso.onmicrosoft.com" }],
    ["/administrator", { administrator: null }],
    ["/administrator", { administrator: [] }],
    ["/administrator/email", administrator({ email: 7 })],
    ["/administrator/email", administrator({ email: "no address" })],
    ["/administrator/email", administrator({ email: "admin+x@contoso.com" })],
    ["/administrator/name", administrator({ name: "" })],
    ["/administrator/name", administrator({ name: "x".repeat(201) })],
    ["/administrator/language", administrator({ language: "de" })],
    ["/account/email", account({ email: "partner+ops@outlook.com" })],
    ["/account/email", account({ email: "a#b@outlook.com" })],
    ["/account/email", account({ email: `${"a".repeat(250)}@b.co` })],
    ["/account/email", account({ email: "a@b.example, c@d.example" })],
    ["/account/name", account({ name: {} })],
    ["/account/kind", account({ kind: "personal" })],
    ["/account/homeTenantId", account({ kind: "work", homeTenantId: "partner.example" })],
    ["/account/homeTenantId", account({ homeTenantId: "9a200000-0000-4000-8000-000000000000" })],
    ["/access", { access: "everything" }],
    ["/access", { access: 7 }],
    ["/access", { access: null }],
    ["/access/roles", { access: {} }],
    ["/access/roles", { access: { roles: "Global Reader" } }],
    ["/access/roles", { access: { roles: [] } }],
    ["/access/roles", { access: { roles: Array(11).fill("Global Reader") } }],
    ["/access/roles/1", { access: { roles: ["Global Reader", "Emperor"] } }],
    ["/access/roles/0", { access: { roles: [7] } }],
    ["/accessUntil", { accessUntil: "2027-01-31" }],
    ["/accessUntil", { accessUntil: "2027-02-30T00:00:00Z" }],
    ["/accessUntil", { accessUntil: "2027-01-31T00:00:00" }],
    ["/accessUntil", { accessUntil: "next year" }],
    ["/accessUntil", { accessUntil: 1801353600000 }],
    ["/assignment", { assignment: "permanent" }],
    ["/setWritebackFlag", { setWritebackFlag: true }],
    ["/setWritebackFlag", { passwordWriteback: true, setWritebackFlag: "yes" }],
    ["/account/oneTimePasscode", account({ oneTimePasscode: "yes" })],
    ["/account/email", { account: { email: least.administrator.email } }],
    ["/passwordWriteback", { passwordWriteback: "yes" }],
    ["/passwordWriteback", { passwordWriteback: null }],
    ["/reason", { reason: "" }],
    ["/reason", { reason: "   " }],
    ["/reason", { reason: "x".repeat(201) }],
    ["/reason", { reason: 7 }],
    ["/ticket", { ticket: "CHG-4711" }],
    ["/ticket/id", { ticket: {} }],
    ["/ticket/id", { ticket: { id: "x".repeat(101) } }],
    ["/ticket/url", { ticket: { id: "1", url: "javascript:alert(1)" } }],
    ["/ticket/url", { ticket: { id: "1", url: "/CHG-4711" } }],
    ["/ticket/url", { ticket: { id: "1", url: `https://t.example/${"x".repeat(483)}` } }],
    ["/administrator/name", administrator({ name: "Con\u3164toso" })],
    ["/account/name", account({ name: "a\u{e0041}b" })],
    ["/reason", { reason: "Half \ud800" }],
    ["/ticket/callbackUrl", { ticket: { id: "1", callbackUrl: "file:///etc/passwd" } }],
    [
      "/ticket/callbackUrl",
      { ticket: { id: "1", callbackUrl: `https://t.example/${"x".repeat(483)}` } },
    ],
    ["/ticket/callbackUrl", { ticket: { id: "1", callbackUrl: "https://a:b@t.example/" } }],
    ["/ticket/url", { ticket: { id: "1", url: "https://t.example/#part" } }],
    ["/respondWithinDays", { respondWithinDays: 7 }],
    ["/respondWithinDays/consent", { respondWithinDays: { consent: 0 } }],
    ["/respondWithinDays/consent", { respondWithinDays: { consent: 61 } }],
    ["/respondWithinDays/signIn", { respondWithinDays: { signIn: 1.5 } }],
    ["/respondWithinDays/writeback", { respondWithinDays: { writeback: "14" } }],
  ])("names %s in %j", (pointer, changes) => {
    const parsed = parseLinkRequest({ ...least, ...changes });
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it("names fields that it does not know, nested ones and odd ones with them", () => {
    const body = {
      ...least,
      admin: 1,
      "a/b~c": 1,
      ...account({ e: 1 }),
      access: { roles: ["Global Reader"], until: 1 },
      ticket: { id: "1", owner: 1 },
      respondWithinDays: { all: 1 },
    };
    expect(errorsOf(body)).toEqual(
      Object.fromEntries(
        [
          "/account/e",
          "/access/until",
          "/ticket/owner",
          "/respondWithinDays/all",
          "/admin",
          "/a~1b~0c",
        ].map((pointer) => [pointer, "is not a field of this request"]),
      ),
    );
  });

  it("takes no field from the prototype", () => {
    const body: unknown = JSON.parse(
      JSON.stringify(least).replace("{", '{"__proto__":{"access":"full"},'),
    );
    expect(Object.keys(errorsOf(body))).toEqual(["/__proto__"]);
  });

  it("names every wrong field at once, in words that say what to do", () => {
    expect(
      errorsOf({
        directory: "contoso",
        administrator: { email: "x" },
        account: { email: "a+b@outlook.com", kind: "x" },
        access: { roles: ["Emperor"] },
      }),
    ).toEqual({
      "/directory": "must be a domain name, for example contoso.onmicrosoft.com",
      "/administrator/email": "must be an e-mail address",
      "/account/email": "must not be a plus-address: Entra refuses them",
      "/account/kind": "must be microsoft, work or any",
      "/access/roles/0": expect.stringMatching(
        /^is not a built-in role that we know by name or template id; .*Known: Global Administrator, /,
      ) as string,
      "/reason": "is required",
    });
  });

  it.each([undefined, null, 7, "text", [], true])("turns away the body %j as a whole", (body) => {
    expect(Object.keys(errorsOf(body))).toEqual([""]);
  });

  it("never repeats what was sent in its messages", () => {
    const secret = "hunter2hunter2";
    const body = { ...least, directory: secret, access: secret, ...account({ kind: secret }) };
    expect(JSON.stringify(Object.values(errorsOf(body)))).not.toContain(secret);
  });
});
