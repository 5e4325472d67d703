import { createHash } from "node:crypto";
import { HttpRequest, InvocationContext } from "@azure/functions";
import { createOpenapiDoor } from "../../functions/openapiDoor";
import { description } from "../support/described";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const door = createOpenapiDoor({ sha256 });
const get = (headers: Record<string, string> = {}) =>
  door(
    new HttpRequest({ method: "GET", url: "http://any/api/v1/openapi.json", headers }),
    new InvocationContext(),
  );
const etagOf = async () => new Headers((await get()).headers as Record<string, string>).get("etag");

describe("GET /api/v1/openapi.json", () => {
  it("answers the checked-in description to anybody, and lets it be kept", async () => {
    const { status, headers, body } = await get();
    expect(status).toBe(200);
    expect(JSON.parse(body as string)).toEqual(description);
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "cache-control": expect.stringContaining("max-age") as unknown,
      etag: expect.stringMatching(/^"\w+"$/) as unknown,
    });
  });

  it("answers 304 without a body to who has it, and all of it to who has another", async () => {
    const kept = await get({ "if-none-match": (await etagOf()) ?? "" });
    expect(kept).toMatchObject({ status: 304 });
    expect(kept.body).toBeUndefined();
    expect(await get({ "if-none-match": '"older"' })).toMatchObject({ status: 200 });
  });
});
