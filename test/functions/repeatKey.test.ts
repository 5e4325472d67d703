import type { HttpRequest } from "@azure/functions";
import { canonicalJson } from "../../domain/canonicalJson";
import { repeatOf } from "../../functions/repeatKey";
import { aPost, problemOf } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { aBody } from "./postStage";

const keys = fixedKeys();
const withKey = (key: string): HttpRequest => aPost("{}", { headers: { "idempotency-key": key } });
const withoutKey = aPost("{}");
const repeat = (request: HttpRequest, sent: unknown = aBody) =>
  repeatOf(request, sent, { callerId: "helpdesk", keys });

describe("what makes two POSTs one", () => {
  it("is the key that was sent, whatever ticket it is about", () => {
    const first = repeat(withKey("a"), { ...aBody, ticket: { id: "1" } });
    expect(first).toMatchObject({ callerId: "helpdesk", key: "key a", untilFinished: false });
    expect(repeat(withKey("a"), { ...aBody, ticket: { id: "2" } })?.key).toBe(first?.key);
  });

  it("is the ticket while its link is open, where no key was sent", () => {
    const sent = { ...aBody, ticket: { id: " CHG-1 " } };
    expect(repeat(withoutKey, sent)).toMatchObject({ key: "ticket CHG-1", untilFinished: true });
    expect(repeat(withKey("CHG-1"), sent)?.key).not.toBe("ticket CHG-1");
  });

  it.each([
    aBody,
    {},
    null,
    [],
    "x",
    { ticket: {} },
    { ticket: { id: 7 } },
    { ticket: { id: "" } },
  ])("is nothing without key and ticket: %j", (sent) =>
    expect(repeat(withoutKey, sent)).toBeUndefined(),
  );

  it.each(["", "with space", "x".repeat(201), "ümlaut"])("is never the key %j", async (key) => {
    const problem = await problemOf(() => repeat(withKey(key)));
    expect(problem).toMatchObject({ status: 400, code: "invalid_request" });
    expect(problem.more["errors"]).toMatchObject([{ pointer: "", header: "Idempotency-Key" }]);
  });

  it("is compared by what was sent, in whatever order, without the defaults of a release", () => {
    const { reason, ...rest } = aBody;
    const hashOf = (sent: unknown) => repeat(withKey("a"), sent)?.bodyHash;
    expect(hashOf({ reason, ...rest })).toBe(hashOf(aBody));
    expect(hashOf({ ...aBody, reason: "Something else" })).not.toBe(hashOf(aBody));
    // Were the parsed body hashed, every default that a release adds would change the hash of old requests.
    expect(hashOf(aBody)).toBe(keys.sha256(canonicalJson(aBody)));
    expect(hashOf({ ...aBody, assignment: "active" })).not.toBe(hashOf(aBody));
  });
});

describe("canonicalJson", () => {
  it("is the same for the same JSON, however it is ordered", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
    expect(canonicalJson({ a: true, b: [1, { c: "x", d: null }] })).toBe(
      canonicalJson({ b: [1, { d: null, c: "x" }], a: true }),
    );
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: "1" }],
    [{ a: null }, {}],
    [{ "a,b": 1 }, { a: 1, b: 1 }],
  ])("keeps %j and %j apart", (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
