import { readOnly } from "../../adapters/readOnly";
import { graphCalls, type GraphCallName } from "../../domain/graphCalls";
import { readFailure } from "../../domain/errors";
import { failureOf } from "../support/fakesStorage";

const names = Object.keys(graphCalls) as GraphCallName[];
const reads = names.filter((name) => graphCalls[name].method === "GET");
const writes = names.filter((name) => graphCalls[name].method !== "GET");

describe("Graph while the product is paused", () => {
  it.each(reads)("still answers %s", async (name) => {
    const graph = jest.fn(() => Promise.resolve("answer"));
    expect(await readOnly(graph)(name, { values: { id: "1" } })).toBe("answer");
    expect(graph).toHaveBeenCalledWith(name, { values: { id: "1" } });
  });

  it.each(writes)("holds %s up for five minutes and never sends it", async (name) => {
    const graph = jest.fn();
    const failure = await failureOf(readOnly(graph)(name));
    expect(readFailure(`Activity function 'x' failed: ${failure.message}`)).toMatchObject({
      code: "paused",
      class: "throttled",
      seconds: 300,
    });
    expect(graph).not.toHaveBeenCalled();
  });
});
