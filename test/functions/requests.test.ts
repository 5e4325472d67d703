import { LinkError } from "../../domain/errors";
import { asApi, json, Problem } from "../../functions/api";
import { authenticate, requireRole } from "../../functions/authenticate";
import { only } from "../../functions/doors";
import { makeCookie, readCookie, type PageSettings } from "../../functions/page";
import { aCaller } from "../support/aLink";
import { aContext, aGet, problemOf } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";

const keys = fixedKeys();
const callers = [
  aCaller({ id: "first", apiKeyHashes: [keys.sha256("old-key"), keys.sha256("new-key")] }),
  aCaller({ id: "second", apiKeyHashes: [keys.sha256("second-key")] }),
  aCaller({ id: "without-keys", apiKeyHashes: [] }),
];
const settingsAt = (publicUrl: string): PageSettings => ({
  publicUrl,
  appId: "app",
  paused: false,
});

describe("authenticate", () => {
  const callerOf = (headers: Record<string, string>) =>
    authenticate(aGet("/x", headers), { callers, keys });

  it.each([
    ["old-key", "first"],
    ["new-key", "first"],
    ["second-key", "second"],
  ])("knows the caller of %s", async (key, id) => {
    expect((await callerOf({ "x-api-key": key })).id).toBe(id);
  });

  it.each([
    ["no key", {}],
    ["an empty key", { "x-api-key": "" }],
    ["an unknown key", { "x-api-key": "other" }],
    ["a key's hash", { "x-api-key": keys.sha256("old-key") }],
    ["a key in other letters", { "x-api-key": "OLD-KEY" }],
    ["a key in another header", { authorization: "Bearer old-key" }],
    ["a header that anybody can send", { "x-ms-client-principal-id": "first" }],
  ])("turns away %s", async (_what, headers) => {
    const problem = await problemOf(() => callerOf(headers));
    expect(problem).toMatchObject({ status: 401, code: "not_authenticated" });
    expect(problem.message).not.toContain("old-key");
  });

  it("takes an empty key for nobody's, even where its hash was declared by mistake", async () => {
    const careless = [aCaller({ apiKeyHashes: [keys.sha256("")] })];
    const problem = await problemOf(() => authenticate(aGet("/x"), { callers: careless, keys }));
    expect(problem.status).toBe(401);
  });
});

describe("requireRole", () => {
  it("wants one of the roles", async () => {
    const caller = aCaller({ roles: ["Links.Read"] });
    expect(requireRole(caller, "Links.Request", "Links.Read")).toBeUndefined();
    const problem = await problemOf(() => requireRole(caller, "Links.Request"));
    expect(problem.status).toBe(403);
    expect(problem.message).toContain("Links.Request");
  });
});

describe("an API door", () => {
  const answerOf = (thrown: unknown) => {
    const context = aContext();
    const door = asApi(() => Promise.reject(thrown as Error));
    return door(aGet("/x"), context).then((answer) => ({ answer, context }));
  };
  const bodyOf = (body: unknown) => JSON.parse(String(body)) as Record<string, unknown>;

  it("answers refusals as problem details with a stable code, kept by nobody", async () => {
    const { answer } = await answerOf(new Problem(401, "not_authenticated", { detail: "Who?" }));
    expect(answer).toMatchObject({
      status: 401,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "www-authenticate": expect.stringContaining("ApiKey") as string,
      },
    });
    expect(bodyOf(answer.body)).toEqual({
      type: "about:blank",
      title: "the caller is not known",
      status: 401,
      code: "not_authenticated",
      detail: "Who?",
      instance: expect.stringMatching(/^urn:uuid:/) as string,
    });
  });

  it("asks to come back where storage is busy", async () => {
    const busy = new LinkError({ code: "storage_busy", class: "throttled", seconds: 10 }, "x");
    const { answer } = await answerOf(busy);
    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "10" } });
  });

  it("says nothing of what went wrong inside, neither to the caller nor in the log", async () => {
    const { answer, context } = await answerOf(new Error("password=hunter2"));
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(String(answer.body)).not.toContain("hunter2");
    expect(context.logged.join()).not.toContain("hunter2");
  });

  it("answers as JSON that no cache keeps", () => {
    expect(json(200, { a: 1 }, { etag: '"1"' })).toEqual({
      status: 200,
      headers: { "cache-control": "no-store", "content-type": "application/json", etag: '"1"' },
      body: '{"a":1}',
    });
  });
});

describe("a value that is sent twice", () => {
  it("counts as absent, so that nobody can mean two things", () => {
    expect(only(new URLSearchParams("a=1"), "a")).toBe("1");
    expect(only(new URLSearchParams("a=1&a=1"), "a")).toBeUndefined();
    expect(only(new URLSearchParams("b=1"), "a")).toBeUndefined();
  });

  it("counts as absent in cookies too", () => {
    const cookie = (text: string) =>
      readCookie(settingsAt("http://localhost"), aGet("/x", { cookie: text }), "dl");
    expect(cookie("a=1; dl=x=y; b=2")).toBe("x=y");
    expect(cookie("dl=1; dl=2")).toBeUndefined();
    expect(cookie("xdl=1; dl2=2")).toBeUndefined();
  });
});

describe("a cookie of ours", () => {
  it.each([
    ["https://link.example", true, "__Host-dl"],
    ["http://localhost:7071", false, "dl"],
  ])("at %s is secure: %s, and no script reads it", (publicUrl, secure, name) => {
    const settings = settingsAt(publicUrl);
    expect(makeCookie(settings, { name: "dl", value: "v", maxAge: 60 })).toEqual({
      name,
      value: "v",
      path: "/",
      maxAge: 60,
      httpOnly: true,
      sameSite: "Lax",
      secure,
    });
    expect(readCookie(settings, aGet("/x", { cookie: `${name}=v` }), "dl")).toBe("v");
  });

  it("is not taken from a host beside ours, which cannot set this name", () => {
    const settings = settingsAt("https://link.example");
    expect(readCookie(settings, aGet("/x", { cookie: "dl=v" }), "dl")).toBeUndefined();
  });
});
