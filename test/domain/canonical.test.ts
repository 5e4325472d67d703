import { canonical } from "../../domain/canonical";

describe("canonical", () => {
  it("is the same text for the same values, in whatever order they were written", () => {
    const one = canonical({ b: [1, { d: null, c: "ü" }], a: true });
    expect(one).toBe('{"a":true,"b":[1,{"c":"ü","d":null}]}');
    expect(canonical({ a: true, b: [1, { c: "ü", d: null }] })).toBe(one);
  });

  it("is another text for other values, also where only the order of a list differs", () => {
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical({ a: "1" })).not.toBe(canonical({ a: 1 }));
  });

  it("leaves out what JSON leaves out", () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});
