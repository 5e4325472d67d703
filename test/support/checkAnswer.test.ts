import { linkView } from "../../domain/linkView";
import { aLink } from "./aLink";
import { checkAnswer } from "./checkAnswer";

const { id } = aLink();
const view = linkView(aLink());
const read = { method: "GET", path: `/api/v1/links/${id}` };
const answer = (body: unknown, { status = 200, type = "application/json" } = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type, etag: '"3"' } });

const problem = {
  ...{ type: "about:blank", title: "there is nothing here for you", status: 404 },
  ...{ code: "not_found", detail: "There is no link of yours with this id." },
  instance: "urn:uuid:7b1d9f0e-3c52-4d7a-9a51-2f0c8f6f3f11",
};
const asProblem = { status: 404, type: "application/problem+json" };

describe("the check of every answer against the description", () => {
  it("takes a link and a refusal as they are described", async () => {
    await expect(checkAnswer(read, answer(view))).resolves.toBeUndefined();
    await expect(checkAnswer(read, answer(problem, asProblem))).resolves.toBeUndefined();
  });

  it.each<[string, Response, RegExp]>([
    ["a field that is not described", answer({ ...view, colour: "red" }), /colour/],
    ["a field that is missing", answer({ ...view, version: undefined }), /version/],
    ["a value of another type", answer({ ...view, version: "3" }), /\/version must be integer/],
    ["a wrong value deep inside", answer({ ...view, ticket: { id: 7 } }), /\/ticket/],
    ["a status that is not described", answer(view, { status: 201 }), /201/],
    ["another content type", answer(view, { type: "text/plain" }), /text\/plain/],
    ["a code of another call", answer({ ...problem, code: "paused" }, asProblem), /paused/],
    ["another status in its body", answer({ ...problem, status: 400 }, asProblem), /400/],
    [
      "a header that is missing",
      new Response(JSON.stringify(view), { headers: { "content-type": "application/json" } }),
      /ETag/,
    ],
  ])("refuses an answer with %s", async (_what, response, words) => {
    await expect(checkAnswer(read, response)).rejects.toThrow(words);
  });

  it("refuses success at an address, or with a method, that is not described", async () => {
    const unknown = { method: "GET", path: "/api/v1/colours" };
    await expect(checkAnswer(unknown, answer({}))).rejects.toThrow(/not described/);
    const other = { ...read, method: "DELETE" };
    await expect(checkAnswer(other, answer(view))).rejects.toThrow(/not described/);
  });

  it("wants Allow to name the methods that are described", async () => {
    const refused = (allow: string) =>
      new Response("", { status: 405, headers: allow ? { allow } : {} });
    const other = { ...read, method: "DELETE" };
    await expect(checkAnswer(other, refused("GET, HEAD"))).resolves.toBeUndefined();
    await expect(checkAnswer(other, refused(""))).rejects.toThrow(/Allow/);
  });
});
