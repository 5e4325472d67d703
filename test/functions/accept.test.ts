import { negotiate } from "../../functions/accept";
import { aGet, problemOf } from "../support/fakesHttp";

const ours = ["application/json", "text/html"] as const;
const wanted = (accept?: string) => negotiate(aGet("/", accept ? { accept } : {}), ours);

describe("negotiate", () => {
  it.each([
    [undefined, "application/json"],
    ["*/*", "application/json"],
    ["text/html", "text/html"],
    ["TEXT/HTML ; q=1", "text/html"],
    ["text/*", "text/html"],
    ["text/html;q=0.5, application/json;q=0.4", "text/html"],
    ["*/*;q=0.1, text/html;q=0.05", "application/json"],
    ["application/json;q=0, */*", "text/html"],
    ["nonsense, application/json", "application/json"],
  ])("answers %s with %s", (accept, type) => {
    expect(wanted(accept)).toBe(type);
  });

  it.each(["image/png", "text/html;q=0", "nonsense", "text/html;q=7"])(
    "has nothing for %s",
    async (accept) => {
      expect(await problemOf(() => wanted(accept))).toMatchObject({
        status: 406,
        code: "not_acceptable",
      });
    },
  );
});
