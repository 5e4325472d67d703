import { createMailer } from "../../adapters/mailer";
import { createGraph } from "../../adapters/graph";
import { startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

const mail = {
  to: "admin@contoso.onmicrosoft.com",
  subject: "Your decision",
  html: '<p>Grüße & <a href="https://link.example">Read</a></p>',
};

describe("the mailer", () => {
  let microsoft: Microsoft;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(() => microsoft.sandbox.reset());
  afterAll(() => microsoft.close());
  const send = (sender = microsoft.config.MAIL_SENDER) =>
    createMailer(microsoft.productGraph, sender).send(mail);

  it("sends from the product's own mailbox, with the product's own token, and keeps no copy", async () => {
    await send();
    expect(microsoft.sandbox.mails(mail.to)).toMatchObject([
      { from: "links@fabrikam.example", subject: mail.subject, content: mail.html },
    ]);
    expect(microsoft.sandbox.requests()).toMatchObject([
      { token: "app", body: { saveToSentItems: false } },
    ]);
  });

  it.each([
    [400, "ErrorInvalidRecipients"],
    [403, "ErrorSendAsDenied"],
    [404, "ErrorInvalidUser"],
  ])("leaves a mail that is refused (%i %s) to a person", async (status, code) => {
    microsoft.sandbox.setFault({ path: "/v1.0/users/", status, code, message: mail.to });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ code: "mail_not_accepted", class: "needsPerson" });
    expect(failure.message).toContain(`sendMail answered ${String(status)}`);
    expect(failure.message).not.toContain("@");
    expect(microsoft.sandbox.mails()).toEqual([]);
  });

  it.each([
    [503, "graph_unavailable", "transient"],
    [401, "mail_not_accepted", "transient"],
    [429, "throttled_by_graph", "throttled"],
  ])("lets a mail be tried again at %i, and tries it once itself", async (status, code, kind) => {
    microsoft.sandbox.setFault({ path: "/v1.0/users/", status, times: 5 });
    expect(await failureOf(send())).toMatchObject({ code, class: kind });
    expect(microsoft.sandbox.requests()).toHaveLength(1);
    expect(microsoft.sandbox.mails()).toEqual([]);
  });

  it("cannot send from a mailbox that is not there", async () => {
    expect(await failureOf(send("nobody@fabrikam.example"))).toMatchObject({
      code: "mail_not_accepted",
    });
  });

  it("lets a mail be tried again where the product gets no token", async () => {
    const graph = createGraph(microsoft.sandbox.url, () => Promise.reject(new Error("no token")));
    const failure = await failureOf(createMailer(graph, "links@fabrikam.example").send(mail));
    expect(failure.class).toBe("transient");
    expect(microsoft.sandbox.requests()).toEqual([]);
  });
});
