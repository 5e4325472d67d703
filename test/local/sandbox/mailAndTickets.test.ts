import { addMailbox } from "../../../local/sandbox/newTenant";
import { createPerson } from "../../../local/sandbox/person";
import { startBench, unchanged, type Bench } from "./support/bench";
import { graph } from "./support/graph";
import { identityToken } from "./support/tokens";

let bench: Bench;
let app = "";
beforeAll(async () => {
  bench = await startBench();
  app = await identityToken(bench, "https://graph.microsoft.com");
});
afterAll(() => bench.close());

const link = "http://localhost:7071/consent?t=abc&x=1";
const message = {
  subject: "Please <decide>",
  body: {
    contentType: "HTML",
    content: `<p>Hello.</p><script>alert(1)</script><a href="${link.replace("&", "&amp;")}">Read &amp; decide</a>`,
  },
  toRecipients: [
    { emailAddress: { address: "admin@contoso.onmicrosoft.com", name: "Contoso IT" } },
  ],
  internetMessageHeaders: [{ name: "X-Link-Mail", value: "m-1" }],
};
const send = (change: object = {}, sender = "links@fabrikam.example", more: object = {}) =>
  graph(bench, `/users/${sender}/sendMail`, {
    token: app,
    method: "POST",
    body: { message: { ...message, ...change }, saveToSentItems: false, ...more },
  });

describe("sendMail", () => {
  it("puts the mail into the mailbox", async () => {
    const { status, body } = await send();
    expect([status, body]).toEqual([202, {}]);
    expect(bench.sandbox.mails("ADMIN@contoso.onmicrosoft.com")).toMatchObject([
      {
        from: "links@fabrikam.example",
        to: ["admin@contoso.onmicrosoft.com"],
        subject: "Please <decide>",
        contentType: "html",
        headers: { "x-link-mail": "m-1" },
      },
    ]);
    expect(bench.sandbox.mails("uwe@contoso.com")).toEqual([]);
  });

  it("is for the one mailbox that Exchange allows, unless the identity may use every one", async () => {
    const home = bench.sandbox.facts.tenants[0];
    if (home) addMailbox(home, "Management", "management@fabrikam.example");
    const refused = await send({}, "management@fabrikam.example");
    expect([refused.status, refused.body.error.code]).toEqual([403, "ErrorAccessDenied"]);
    bench.sandbox.facts.managedIdentity.appRoles.push("Mail.Send");
    const wide = await identityToken(bench, "https://graph.microsoft.com");
    bench.sandbox.facts.managedIdentity.appRoles.pop();
    const body = { message };
    const path = "/users/management@fabrikam.example/sendMail";
    expect((await graph(bench, path, { token: wide, method: "POST", body })).status).toBe(202);
    bench.sandbox.facts.managedIdentity.mailboxes.length = 0;
    expect((await send()).status).toBe(403);
    bench.sandbox.facts.managedIdentity.mailboxes.push("links@fabrikam.example");
  });

  it.each<[string, () => ReturnType<typeof send>, number, string]>([
    ["an unknown property", () => send({ urgency: "high" }), 400, "message.urgency"],
    ["an unknown parameter", () => send({}, undefined, { comment: "x" }), 400, "comment"],
    ["a wrong type", () => send({ subject: 1 }), 400, "message.subject"],
    [
      "an unknown body type",
      () => send({ body: { contentType: "Markdown", content: "" } }),
      400,
      "contentType",
    ],
    ["no recipient", () => send({ toRecipients: [] }), 400, "recipient"],
    [
      "a recipient that is no address",
      () => send({ toRecipients: [{ emailAddress: { address: "nobody" } }] }),
      400,
      "recipient",
    ],
    [
      "a header that is not custom",
      () => send({ internetMessageHeaders: [{ name: "List-Unsubscribe", value: "x" }] }),
      400,
      "List-Unsubscribe",
    ],
    [
      "somebody else's From",
      () => send({ from: { emailAddress: { address: "olga@fabrikam.example" } } }),
      403,
      "send mail on behalf",
    ],
    ["a sender without a mailbox", () => send({}, "olga@fabrikam.example"), 404, "mailbox"],
    ["a sender of another directory", () => send({}, "uwe@contoso.com"), 404, "invalid"],
  ])("refuses %s", async (_what, act, status, words) => {
    const reply = await unchanged(bench, act);
    expect(reply.status).toBe(status);
    expect(reply.body.error.message).toContain(words);
  });
});

describe("mailbox pages", () => {
  const open = (path: string) =>
    createPerson(bench.sandbox, "grace").visit(bench.sandbox.url + path);

  it("list mailboxes, mails, and show one with its links to click", async () => {
    await send();
    const [mail] = bench.sandbox.mails();
    expect((await open("/mail")).body).toContain(
      '<a href="/mail/admin%40contoso.onmicrosoft.com">',
    );
    expect((await open("/mail/admin%40contoso.onmicrosoft.com")).body).toContain(
      "Please &lt;decide&gt;",
    );
    const page = await open(`/mail/admin%40contoso.onmicrosoft.com/${mail?.id ?? ""}`);
    expect(page.body).toContain(
      '<a href="http://localhost:7071/consent?t=abc&amp;x=1" data-mail-link>Read &amp; decide</a>',
    );
    expect(page.body.match(/<h1>/g)).toHaveLength(1);
  });

  it("keep the mail's own HTML in a frame without scripts", async () => {
    const page = await open(
      `/mail/admin%40contoso.onmicrosoft.com/${bench.sandbox.mails()[0]?.id ?? ""}`,
    );
    expect(page.body).toMatch(
      /sandbox="allow-top-navigation-by-user-activation"\s+srcdoc="&lt;base target=/,
    );
    expect(page.body).not.toContain("<script");
  });

  it("say so when there is nothing", async () => {
    expect((await open("/mail/uwe@contoso.com")).body).toContain("No mail yet.");
    expect((await open("/mail/uwe@contoso.com/x")).status).toBe(404);
  });
});

describe("directory pages", () => {
  const open = (path: string) =>
    createPerson(bench.sandbox, "olga").visit(bench.sandbox.url + path);

  it("show who is in a directory and with which roles", async () => {
    expect((await open("/directory")).body).toContain("Fabrikam Cloud Services");
    const { body } = await open("/directory/contoso.com");
    expect(body).toContain(
      "Grace Adler</a></td><td>admin@contoso.onmicrosoft.com</td><td>Member</td>",
    );
    expect(body).toContain("<td>Global Administrator</td>");
    expect((await open("/directory/nobody.example")).status).toBe(404);
  });
});
