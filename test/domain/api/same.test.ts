import type { Same } from "../../../domain/api/same";

interface Answer {
  readonly id: string;
  readonly state: "open" | "closed";
  readonly items: readonly { readonly at: string | null }[];
}

// The compiler is the test: each line compiles only with the value that it has.
const same: Same<Answer, { id: string; state: "closed" | "open"; items: { at: string | null }[] }> =
  true;
const lacksField: Same<Answer, Omit<Answer, "state">> = false;
const hasMore: Same<Answer, Answer & { more?: string }> = false;
const lacksValue: Same<Answer, { id: string; state: "open"; items: { at: string | null }[] }> =
  false;
const deepInside: Same<Answer, Omit<Answer, "items"> & { items: { at: string }[] }> = false;

describe("whether a schema says what we answer", () => {
  it("counts every field, every value and what is inside, and not what is only of our types", () => {
    expect([same, lacksField, hasMore, lacksValue, deepInside]).toEqual([
      true,
      ...[false, false, false, false],
    ]);
  });
});
