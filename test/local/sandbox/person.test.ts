import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPerson, type SandboxPerson } from "../../../local/sandbox/person";
import { CookieJar } from "../../../local/sandbox/person/cookieJar";
import { formsOf } from "../../../local/sandbox/person/forms";

const form = `<!-- <form action="/ghost"><input name="ghost"></form> -->
<form method="post" action="?step=2" id="choices">
<input type="hidden" name="token" value="a&amp;b">
<label>Reason <textarea name="reason">old &lt;text&gt;</textarea></label>
<input type="checkbox" name="tick" value="yes" checked><input type="checkbox" name="cross">
<input type="radio" name="role" value="full"><input type="radio" name="role" value="less" checked>
<select name="until"><option value="">never</option><option value="2027" selected>2027</option></select>
<input name="off" disabled value="x">
<button name="decision" value="go">Go <b>on</b></button><button type="button" name="no">No</button><input type="submit" name="decision" value="Stop">
</form>`;

describe("forms", () => {
  it("are read as a browser reads them", () => {
    const [found, ...more] = formsOf(form, "http://localhost/consent");
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      action: "http://localhost/consent?step=2",
      method: "post",
      id: "choices",
      fields: [
        ["token", "a&b"],
        ["reason", "old <text>"],
        ["tick", "yes"],
        ["role", "less"],
        ["until", "2027"],
      ],
      names: ["token", "reason", "tick", "cross", "role", "until"],
      buttons: [
        { name: "decision", value: "go", text: "Go  on" },
        { name: "decision", value: "Stop" },
      ],
    });
  });
});

describe("cookie jar", () => {
  const url = new URL("http://localhost:1/consent/page");
  const own = { method: "GET", sameSite: true };
  const kept = (lines: string[], at = url, navigation = own) => {
    const jar = new CookieJar();
    jar.store(url, lines);
    return jar.header(at, navigation);
  };

  it("keeps cookies by host and path, for every port", () => {
    expect(kept(["a=1; Path=/", "b=2; Path=/consent", "c=3; Path=/other"])).toBe("b=2; a=1");
    expect(kept(["a=1; Path=/"], new URL("http://localhost:2/"))).toBe("a=1");
    expect(kept(["a=1; Path=/"], new URL("http://127.0.0.1:1/"))).toBeUndefined();
    expect(kept(["a=1"], new URL("http://localhost:1/consent"))).toBe("a=1");
    expect(kept(["a=1; Path=/con"])).toBeUndefined();
  });

  it("sends no Secure cookie over http, and no __Host- cookie without it", () => {
    expect(
      kept(["a=1; Secure; Path=/", "__Host-b=2; Path=/", "c=3; SameSite=None; Path=/"]),
    ).toBeUndefined();
  });

  it("follows SameSite", () => {
    const lines = [
      "strict=1; SameSite=Strict; Path=/",
      "lax=2; SameSite=Lax; Path=/",
      "plain=3; Path=/",
    ];
    expect(kept(lines, url, { method: "GET", sameSite: false })).toBe("lax=2; plain=3");
    expect(kept(lines, url, { method: "POST", sameSite: false })).toBeUndefined();
    expect(kept(lines)).toBe("strict=1; lax=2; plain=3");
  });

  it("forgets what is expired or taken back", () => {
    const jar = new CookieJar();
    jar.store(url, [
      "a=1; Path=/; Max-Age=60",
      "b=2; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ]);
    expect(jar.of("localhost")).toEqual({ a: "1" });
    jar.store(url, ["a=; Path=/; Max-Age=0"]);
    expect(jar.header(url, own)).toBeUndefined();
  });
});

describe("a person's browser", () => {
  let server: Server;
  let site = "";
  let person: SandboxPerson;
  const seen: { line: string; body: string; headers: IncomingMessage["headers"] }[] = [];

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      let body = "";
      incoming.on("data", (part: Buffer) => (body += part.toString()));
      incoming.on("end", () => {
        seen.push({
          line: `${incoming.method ?? ""} ${incoming.url ?? ""}`,
          body,
          headers: incoming.headers,
        });
        if (incoming.url === "/start")
          response.writeHead(303, {
            location: "/form",
            "set-cookie": ["s=1; HttpOnly", "t=2; SameSite=Strict"],
          });
        if (incoming.url === "/loop") response.writeHead(302, { location: "/loop" });
        if (incoming.url === "/private") response.setHeader("referrer-policy", "no-referrer");
        response.end(form);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen.length = 0;
    person = createPerson({ url: site }, "grace");
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const choices = () => {
    const [found] = person.page.forms;
    if (!found) throw new Error("No form.");
    return found;
  };

  it("follows redirects with cookies, and says where it went", async () => {
    const page = await person.visit(`${site}/start`);
    expect(page.hops).toEqual([`${site}/start`, `${site}/form`]);
    // Opened from a mail: a Strict cookie does not travel on that navigation.
    expect(seen[1]?.headers.cookie).toBe("s=1");
  });

  it("sends a form as filled in, with the pressed button and its own origin", async () => {
    await person.visit(`${site}/start`);
    await person.submit(choices(), {
      values: { reason: "new", cross: "on", tick: null },
      button: "go",
    });
    expect(seen.at(-1)).toMatchObject({
      line: "POST /form?step=2",
      body: "token=a%26b&role=less&until=2027&reason=new&cross=on&decision=go",
      headers: {
        origin: site,
        cookie: "s=1; t=2",
        "content-type": expect.stringContaining("application/x-www-form-urlencoded") as string,
      },
    });
  });

  it("hides its origin when the page says no-referrer", async () => {
    await person.visit(`${site}/private`);
    await person.submit(choices());
    expect(seen.at(-1)?.headers.origin).toBe("null");
  });

  it("can't fill in or press what is not there", async () => {
    await person.visit(`${site}/start`);
    expect(() => person.submit(choices(), { values: { nonsense: "x" } })).toThrow(
      "no field 'nonsense'",
    );
    expect(() => person.submit(choices(), { button: "Pay" })).toThrow(
      "no button 'Pay', only 'Go  on', 'Stop'",
    );
  });

  it("gives up on a circle of redirects", async () => {
    await expect(person.visit(`${site}/loop`)).rejects.toThrow("More than 20 redirects");
  });
});
