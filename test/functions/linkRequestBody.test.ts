import type { HttpRequest } from "@azure/functions";
import { readBody } from "../../functions/doors";
import { checkLinkRequest, readJson } from "../../functions/linkRequestBody";
import { aCaller } from "../support/aLink";
import { aPost, problemOf } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";

const least = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};

describe("the body of a link request", () => {
  const caller = aCaller({ callbackHosts: ["tickets.example", "127.0.0.1:9000"] });
  const read = async (body: string, headers: Record<string, string> = {}) =>
    checkLinkRequest(await readJson(aPost(body, { headers })), {
      caller,
      now: testNow,
      localCallbacks: "http://127.0.0.1:9000",
    });
  const withCallback = (callbackUrl: string) =>
    JSON.stringify({ ...least, ticket: { id: "1", callbackUrl } });

  it("is read as JSON, with a character set or without", async () => {
    const json = JSON.stringify(least);
    for (const type of ["application/json", "Application/JSON; charset=utf-8"])
      expect((await read(json, { "content-type": type })).reason).toBe(least.reason);
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "application/json-patch+json",
    "",
  ])("is not read as %j", async (type) => {
    const problem = await problemOf(() => read(JSON.stringify(least), { "content-type": type }));
    expect(problem).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  it("is at most 16 KiB, counted in bytes, whatever its header says", async () => {
    const large = JSON.stringify({ ...least, reason: "ü".repeat(8200) });
    expect(await problemOf(() => read(large))).toMatchObject({ status: 413 });
    const lying = () => read(JSON.stringify(least), { "content-length": "99999" });
    expect(await problemOf(lying)).toMatchObject({ status: 413, code: "body_too_large" });
  });

  it.each(["", "{", "hello", "{'a':1}"])("that is no JSON is said to be none: %j", async (body) => {
    const { status, more } = await problemOf(() => read(body));
    expect(status).toBe(400);
    expect(more["errors"]).toEqual([{ pointer: "", message: "is not JSON" }]);
  });

  it.each(["[", '{"a":'])("is refused where it is nested without an end: %s", async (open) => {
    const close = open === "[" ? "]" : "}";
    const depth = Math.floor((16 * 1024) / (open.length + 1)) - 1;
    const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
    const { status, code, more } = await problemOf(() => read(deep));
    expect([status, code]).toEqual([400, "invalid_request"]);
    expect(more["errors"]).toEqual([{ pointer: "", message: "has more than 16 levels" }]);
  });

  it("names every wrong field", async () => {
    const { status, more } = await problemOf(() => read("{}"));
    expect(status).toBe(400);
    expect(more["errors"]).toHaveLength(4);
  });

  it.each([
    ["2026-12-06T10:00:00.000Z", false],
    ["2026-12-06T10:00:00.001Z", true],
    ["2026-12-06T12:00:00+01:00", true],
    [null, true],
  ])("may end access after all of its deadlines, at %j: %s", async (accessUntil, isTaken) => {
    const body = JSON.stringify({ ...least, accessUntil });
    if (isTaken) {
      const at = accessUntil && new Date(accessUntil).toISOString();
      return expect((await read(body)).accessUntil).toBe(at);
    }
    const { status, more } = await problemOf(() => read(body));
    expect(status).toBe(400);
    expect(more["errors"]).toEqual([
      {
        pointer: "/accessUntil",
        message: "must be after all deadlines of this request, which is 2026-12-06T10:00:00.000Z",
      },
    ]);
  });

  it("may call back the caller's own declared hosts only", async () => {
    const hook = "https://tickets.example/hooks";
    expect((await read(withCallback(hook))).ticket?.callbackUrl).toBe(hook);
    const local = "http://127.0.0.1:9000/hooks";
    expect((await read(withCallback(local))).ticket?.callbackUrl).toBe(local);
    for (const url of [
      "https://evil.example/hooks",
      "http://tickets.example/hooks",
      "https://127.0.0.1:9000/hooks",
      "https://[::1]/hooks",
      "https://tickets.example.evil.example/",
      "https://tickets.example:8443/",
      "https://tickets.example@evil.example/",
      "http://127.0.0.1:9001/",
      "http://169.254.169.254/metadata",
    ]) {
      const { status, more } = await problemOf(() => read(withCallback(url)));
      expect(status).toBe(400);
      expect(more["errors"]).toMatchObject([{ pointer: "/ticket/callbackUrl" }]);
    }
  });
});

describe("readBody", () => {
  it("reads no more than it takes of a body that never ends", async () => {
    let parts = 0;
    const body = new ReadableStream({
      pull(controller) {
        parts += 1;
        controller.enqueue(new Uint8Array(4096).fill(120));
      },
    });
    expect(await readBody({ headers: new Headers(), body } as unknown as HttpRequest)).toBe(
      undefined,
    );
    expect(parts).toBeLessThan(10);
  });

  it("reads text whose letters come in parts", async () => {
    const bytes = [...Buffer.from("grün")];
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const request = { headers: new Headers(), body } as unknown as HttpRequest;
    expect(await readBody(request)).toBe("grün");
  });

  it("gives a body of exactly 16 KiB", async () => {
    expect(await readBody(aPost("x".repeat(16 * 1024)))).toHaveLength(16 * 1024);
    expect(await readBody(aPost("x".repeat(16 * 1024 + 1)))).toBeUndefined();
  });
});
