import { GraphError, notImitated } from "./graphError";
import { propertyType, type GraphTypeName } from "./types";

/** Refuses every query option that the call is not said to take. */
export function onlyOptions(query: URLSearchParams, ...allowed: string[]): void {
  for (const name of query.keys()) {
    if (!allowed.includes(name)) throw notImitated(`the query option '${name}' on this call`);
  }
}

/** The names in $select, or the default set; an unknown name is a 400 as in Graph. */
export function selected(
  query: URLSearchParams,
  type: GraphTypeName,
  byDefault: readonly string[],
): readonly string[] {
  const text = query.get("$select");
  if (text === null) return byDefault;
  const names = text.split(",").map((name) => name.trim());
  for (const name of names) {
    if (propertyType(type, name) === undefined) {
      const message = `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`;
      throw new GraphError(400, "BadRequest", message);
    }
  }
  return names;
}

/** The object with these properties only. */
export function pick(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}

export interface Comparison {
  readonly property: string;
  readonly value: string;
}

const equals = /^(\w+) eq '((?:[^']|'')*)'$/;
const anyEquals = /^(\w+)\/any\((\w+):\s*\2 eq '((?:[^']|'')*)'\)$/;

/** The comparisons of a $filter that joins equalities by one word, `and` or `or`. */
export function comparisons(filter: string, joinedBy: "and" | "or"): Comparison[] {
  // A quote inside a value must be doubled; a single one leaves a value without an end.
  if (filter.split("'").length % 2 === 0) {
    throw new GraphError(
      400,
      "BadRequest",
      "Invalid filter clause: there is an unterminated string literal.",
    );
  }
  return splitOutsideQuotes(filter, ` ${joinedBy} `).map((term) => {
    const [, property, value] = equals.exec(term.trim()) ?? [];
    if (property !== undefined && value !== undefined) return { property, value: unquote(value) };
    const [, list, , inner] = anyEquals.exec(term.trim()) ?? [];
    if (list !== undefined && inner !== undefined)
      return { property: `${list}/any`, value: unquote(inner) };
    throw notImitated(`the $filter '${filter}'`);
  });
}

/** Every second piece between quotes is a value; `''` inside a value keeps that count even. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const masked = text
    .split("'")
    .map((piece, index) => (index % 2 === 0 ? piece.replaceAll(separator, "\u0000") : piece));
  return masked.join("'").split("\u0000");
}

function unquote(value: string): string {
  return value.replaceAll("''", "'");
}
