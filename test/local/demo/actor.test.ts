import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import { createActor } from "../../../local/stories/actor";
import { createWitness } from "../../../local/stories/witness";
import type { Line } from "../../../local/timeline/layout";
import type { Timeline } from "../../../local/timeline/timeline";

const consentUrl = (sandbox: Sandbox, appUrl: string): string => {
  const url = new URL(`${sandbox.url}/contoso.com/v2.0/adminconsent`);
  url.search = new URLSearchParams({
    client_id: sandbox.facts.application.appId,
    redirect_uri: `${appUrl}/consent/callback`,
    scope: "openid profile User.Read",
    state: "s",
  }).toString();
  return url.href;
};

describe("createActor", () => {
  let sandbox: Sandbox;
  let app: Server;
  let appUrl = "";
  const said: Line[] = [];
  let witness = createWitness();

  /** An app whose mailed page leads to Microsoft and whose callback refuses errors. */
  beforeAll(async () => {
    app = createServer((request, response) => {
      const url = new URL(request.url ?? "/", appUrl);
      const form = `<h1>Please decide</h1><p>Use this.</p><form method="post" action="/go"><button name="a" value="continue">Continue</button></form>`;
      const refusal = `<h1>Not you</h1><div class="lead">You are <b>no</b> administrator.</div>`;
      if (url.pathname === "/go")
        return response.writeHead(303, { location: consentUrl(sandbox, appUrl) }).end();
      const isRefused = url.searchParams.has("error");
      const done = url.pathname === "/consent/callback" ? "<h1>Thanks</h1>" : form;
      return response.writeHead(isRefused ? 403 : 200).end(isRefused ? refusal : done);
    });
    await new Promise<void>((resolve) => app.listen(0, "localhost", resolve));
    appUrl = `http://localhost:${String((app.address() as AddressInfo).port)}`;
    sandbox = await startSandbox({ port: 0, publicUrl: appUrl });
  });
  beforeEach(() => {
    sandbox.reset();
    said.length = 0;
    witness = createWitness();
    sandbox.facts.mails.push({
      id: "1",
      at: sandbox.now().toISOString(),
      from: "links@fabrikam.example",
      to: ["admin@contoso.onmicrosoft.com"],
      subject: "Please decide",
      contentType: "html",
      content: `<a href="${appUrl}/consent?t=x">Decide</a>`,
      headers: {},
    });
  });
  afterAll(async () => {
    await sandbox.close();
    app.closeAllConnections();
    app.close();
  });

  const actor = (personId: string) => {
    const timeline = { say: (line: Line) => said.push(line) } as unknown as Timeline;
    const pause = () => Promise.resolve();
    return createActor({ sandbox, timeline, witness, pause }, personId);
  };
  const words = () => said.map((line) => line.words);
  const opened = async (personId: string) => {
    const person = actor(personId);
    await person.opensMail("admin@contoso.onmicrosoft.com");
    await person.presses("continue", "goes on");
    return person;
  };

  it("tells what a person does and reads", async () => {
    await (await opened("grace")).signsIn("agrees");
    expect(words()).toEqual([
      "opens the mailed link",
      "reads “Please decide”",
      "goes on",
      "agrees",
      "reads “Thanks”",
    ]);
  });

  it("tells that Microsoft turned somebody away, and why", async () => {
    const lena = await opened("lena");
    await lena.isTurnedAway("signs in", { by: "Microsoft", naming: /AADSTS50020/ });
    expect(words()[0]).toBe("opens the link mailed to admin@contoso.onmicrosoft.com");
    expect(words().at(-1)).toContain("is turned away by Microsoft: “Sorry, but we're");
  });

  it("tells that the app turned somebody away, and what Microsoft showed before", async () => {
    const uwe = await opened("uwe");
    await uwe.isTurnedAway("signs in", { by: "the app", naming: /no administrator/ });
    expect(words().slice(-2)).toEqual([
      "reads at Microsoft “Need admin approval”, and goes back",
      "is turned away by the app: “Not you. You are no administrator.”",
    ]);
  });

  it("stops the story when somebody gets in who was to be turned away", async () => {
    const grace = await opened("grace");
    await expect(grace.isTurnedAway("signs in", { by: "the app", naming: /./ })).rejects.toThrow(
      "Grace Adler was to be turned away by the app",
    );
  });

  it.each([
    ["somebody else says no", { by: "Microsoft", naming: /no administrator/ }],
    ["the reason is another one", { by: "the app", naming: /too late/ }],
  ] as const)("stops the story when %s", async (_why, by) => {
    const uwe = await opened("uwe");
    await expect(uwe.isTurnedAway("signs in", by)).rejects.toThrow("the app says “Not you.");
  });

  it("finds what is on the page, and nothing else", async () => {
    const grace = actor("grace");
    await grace.opensMail();
    grace.finds("Use this.");
    expect(() => grace.finds("Use that.")).toThrow("does not say “Use that.”");
    await expect(grace.presses("decline", "says no")).rejects.toThrow("no button decline");
  });

  it("opens the newest link to one page of the app, whatever mail it was in", async () => {
    const [mail] = sandbox.facts.mails;
    if (!mail) throw new Error("no mail");
    const newer = { ...mail, id: "2", content: `<a href="${appUrl}/end?t=y">End</a>` };
    sandbox.facts.mails.push(newer, { ...mail, id: "3" });
    const grace = actor("grace");
    await grace.opensLink("/end", "opens the link to the end");
    await grace.looksAgain("looks again");
    expect(words()).toEqual([
      "opens the link to the end",
      "reads “Please decide”",
      "looks again",
      "reads “Please decide”",
    ]);
    await expect(grace.opensLink("/writeback", "opens it")).rejects.toThrow("to /writeback");
  });

  it("reads the newest mail", () => {
    const grace = actor("grace");
    grace.findsInMail("Decide");
    expect(words()).toEqual(["reads in “Please decide”: “Decide”"]);
    expect(() => grace.findsInMail("Done")).toThrow("does not say “Done”");
  });

  it("keeps in mind what nobody may find afterwards", async () => {
    await (await opened("grace")).signsIn("agrees");
    const seen = new Set(witness.secrets(sandbox).map(({ what }) => what));
    expect(seen).toContain("cookie");
  });

  it("knows nobody else, and no link that was not mailed", async () => {
    expect(() => actor("nobody")).toThrow("There is no person 'nobody'.");
    await expect(actor("paula").opensMail()).rejects.toThrow("no mailed link for partner.ops");
  });
});
