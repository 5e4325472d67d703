import { refusals, type Refusal } from "../../domain/api/refusals";
import { codes } from "../../domain/errors";
import type { Answer, ApiCall } from "./apiCall";
import { wireNames, type HeaderName } from "./headers";

/** Headers that a refusal with this status always has. */
const refusalHeaders = (status: number): readonly HeaderName[] =>
  status === 401 ? ["WwwAuthenticate"] : status === 429 || status === 503 ? ["RetryAfter"] : [];

export const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const headersOf = (names: readonly HeaderName[]) =>
  names.length === 0
    ? {}
    : {
        headers: Object.fromEntries(
          names.map((name) => [wireNames[name], { $ref: `#/components/headers/${name}` }]),
        ),
      };

function contentOf({ schema, alsoAs = [], examples }: Answer) {
  if (!schema) return {};
  const json = {
    schema: typeof schema === "string" ? schemaRef(schema) : schema,
    ...(examples ? { examples } : {}),
  };
  const others = alsoAs.map((type) => [type, { schema: { type: "string" } }] as const);
  return { content: { "application/json": json, ...Object.fromEntries(others) } };
}

const success = (answer: Answer) => ({
  description: answer.description,
  ...headersOf(answer.headers ?? []),
  ...contentOf(answer),
});

/** One example for each code, for all calls. */
export const problemExample = (code: Refusal) => ({
  summary: codes[code],
  value: {
    type: "about:blank",
    title: codes[code],
    status: refusals[code].status,
    code,
    detail: refusals[code].whatToDo,
  },
});

const refusal = (status: number, of: readonly Refusal[]) => ({
  description: of.map((code) => `\`${code}\`: ${codes[code]}`).join("; "),
  ...headersOf(refusalHeaders(status)),
  content: {
    "application/problem+json": {
      schema: schemaRef("Problem"),
      examples: Object.fromEntries(
        of.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
      ),
    },
  },
});

const inBodies = ["body_too_large", "unsupported_media_type"] as const;

/** All that a call can be refused with. */
export function refusalsOf({ roles, path, body, refusals: own = [] }: ApiCall): Refusal[] {
  const known: readonly Refusal[] = [
    ...(["not_authenticated", "role_missing"] as const),
    ...(path.includes("{id}") ? (["not_found"] as const) : []),
    ...(body ? inBodies : []),
    ...(["storage_busy", "unknown_failure"] as const),
  ];
  // A query parameter that is not known is refused everywhere.
  const all: Refusal[] = ["invalid_request", ...own, ...(roles.length > 0 ? known : [])];
  return [...new Set(all)].sort();
}

/** Every answer of a call, by status. */
export function responsesOf(call: ApiCall) {
  const refused = Object.entries(Object.groupBy(refusalsOf(call), (code) => refusals[code].status));
  return Object.fromEntries([
    ...Object.entries(call.answers).map(([status, answer]) => [status, success(answer)] as const),
    ...refused.map(([status, of]) => [status, refusal(Number(status), of ?? [])] as const),
  ]);
}
