import { refusals, type Refusal } from "../../domain/api/refusals";
import { codes } from "../../domain/errors";
import { rules } from "../../domain/actions";
import { linkId } from "./answerExamples";
import type { Answer, ApiCall } from "./apiCall";
import { wireNames, type HeaderName } from "./headers";

const headersByStatus: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ["WwwAuthenticate"],
  403: ["BearerChallenge"],
  405: ["Allow"],
  429: ["RetryAfter"],
  503: ["RetryAfter"],
};

/** Headers that a refusal with this status always has. */
const refusalHeaders = (status: number): readonly HeaderName[] => headersByStatus[status] ?? [];

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

/** What some refusals say beside what all of them say. */
const extras: Partial<Record<Refusal, Readonly<Record<string, unknown>>>> = {
  invalid_request: { errors: [{ pointer: "/account/email", message: "is required" }] },
  method_not_allowed: { allow: ["GET", "HEAD", "OPTIONS"] },
  not_acceptable: { available: ["application/json", "text/html"] },
  duplicate_link: { link: `/api/v1/links/${linkId}` },
  not_in_this_state: { allowedIn: rules.retry.allowedIn },
  limit_reached: { limit: "caller", retryAfter: 840 },
  paused: { retryAfter: 300 },
};

/** One example for each code, for all calls. */
export const problemExample = (code: Refusal) => ({
  summary: codes[code],
  value: {
    type: "about:blank",
    title: codes[code],
    status: refusals[code].status,
    code,
    detail: refusals[code].whatToDo,
    ...extras[code],
    instance: "urn:uuid:7b1d9f0e-3c52-4d7a-9a51-2f0c8f6f3f11",
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

const inBodies = ["length_required", "body_too_large", "unsupported_media_type"] as const;

/** All that a call can be refused with. */
export function refusalsOf({ roles, path, body, refusals: own = [] }: ApiCall): Refusal[] {
  const known: readonly Refusal[] = [
    ...(["not_authenticated", "role_missing"] as const),
    ...(path.includes("{id}") ? (["not_found"] as const) : []),
    ...(body ? inBodies : []),
    ...(["storage_busy", "keys_unavailable", "unknown_failure", "directory_unreachable"] as const),
  ];
  // An unknown query parameter and another method are refused everywhere.
  const all: Refusal[] = [
    "invalid_request",
    "method_not_allowed",
    ...own,
    ...(roles.length > 0 ? known : []),
  ];
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
