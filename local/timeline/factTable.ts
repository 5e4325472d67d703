import { wrap } from "./layout";
import type { Paint } from "./paint";

export interface CheckedFact {
  readonly name: string;
  readonly found: string;
  readonly expected: string;
}

const nameWidth = 24;

export const differs = (fact: CheckedFact): boolean => fact.found !== fact.expected;

/** One line a fact, with what the story expected where it differs. */
export function factTable(
  facts: readonly CheckedFact[],
  { columns, paint }: { columns: number; paint: Paint },
): string[] {
  return facts.flatMap((fact) => {
    const wrong = differs(fact);
    const sign = wrong ? paint("red", "✗") : paint("green", "✓");
    const words = wrong ? `${fact.found} (expected: ${fact.expected})` : fact.found;
    const [first = "", ...rest] = wrap(words, columns - nameWidth - 4);
    return [
      `  ${sign} ${fact.name.padEnd(nameWidth)}${first}`,
      ...rest.map((text) => " ".repeat(nameWidth + 4) + text),
    ];
  });
}
