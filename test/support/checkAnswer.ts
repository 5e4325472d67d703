import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describedPath, description, type DescribedAnswer } from "./described";

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** The description allows more fields, for later; what we answer today must all be described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isNode(value)) return value;
  const inside = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  const isOpen = value["type"] === "object" && isNode(value["properties"]);
  return isOpen && !("additionalProperties" in value)
    ? { ...inside, additionalProperties: false }
    : inside;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...(closed(description) as Node), $id: "api" });

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
const pointerTo = (...parts: readonly string[]): string => `api#/${parts.map(escaped).join("/")}`;

function expectValid(pointer: string, value: unknown, where: string): void {
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`${where}: there is no schema at ${pointer}`);
  if (validate(value)) return;
  const wrong = (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `  ${instancePath || "/"} ${message ?? ""} ${JSON.stringify(params)}`,
  );
  throw new Error(`${where} is not as described:\n${wrong.join("\n")}\n${JSON.stringify(value)}`);
}

const problemAt = pointerTo("components", "schemas", "Problem");

/**
 * Answers that no call is described with: to addresses and methods that there are none of, and to
 * OPTIONS, which asks for the methods.
 */
async function expectRefused(response: Response, where: string, methods: string[]): Promise<void> {
  const { status, headers } = response;
  const isAsked = where.startsWith("OPTIONS ") && status === 204;
  if (status !== 404 && status !== 405 && !isAsked)
    throw new Error(`${where} is not described, and was answered ${String(status)}`);
  const allowed = (headers.get("allow") ?? "").split(", ");
  if (status !== 404 && !methods.every((method) => allowed.includes(method)))
    throw new Error(`${where}: Allow is "${allowed.join(", ")}", described are ${methods.join()}`);
  const text = await response.text();
  if (text !== "") expectValid(problemAt, JSON.parse(text), where);
}

function expectHeaders(answer: DescribedAnswer, headers: Headers, where: string): void {
  for (const [name, { $ref }] of Object.entries(answer.headers ?? {})) {
    const value = headers.get(name);
    if (value === null) throw new Error(`${where} lacks the header ${name}`);
    const schema = $ref.slice("#/components/headers/".length);
    expectValid(pointerTo("components", "headers", schema, "schema"), value, `${where} ${name}`);
  }
}

/** A refusal has a code that is described for this call, and says its own status. */
function expectCode(answer: DescribedAnswer, problem: Node, status: number, where: string): void {
  const known = Object.keys(answer.content?.["application/problem+json"]?.examples ?? {});
  if (!known.includes(String(problem["code"])))
    throw new Error(`${where}: the code ${String(problem["code"])} is not described for it`);
  if (problem["status"] !== status)
    throw new Error(`${where} says that it is ${String(problem["status"])}`);
}

/** Throws where an answer of the API is not what docs/openapi.json says of that call. */
export async function checkAnswer(
  { method, path }: { method: string; path: string },
  response: Response,
): Promise<void> {
  const pathname = new URL(path, "http://any").pathname;
  if (!pathname.startsWith("/api/")) return;
  const { status, headers } = response;
  const where = `${method} ${pathname} → ${String(status)}`;
  const at = describedPath(pathname);
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const operation = at?.methods[verb];
  const methods = Object.keys(at?.methods ?? {}).map((one) => one.toUpperCase());
  if (!at || !operation) return expectRefused(response, where, methods);
  const answer = operation.responses[String(status)];
  if (!answer) throw new Error(`${where}: this status is not described`);
  expectHeaders(answer, headers, where);
  const body = await response.text();
  if (method === "HEAD" || !answer.content) {
    if (body !== "") throw new Error(`${where} has a body, and none is described`);
    return;
  }
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  if (!answer.content[type]) throw new Error(`${where}: the type "${type}" is not described`);
  const value: unknown = type.endsWith("json") ? JSON.parse(body) : body;
  const place = ["paths", at.template, verb, "responses", String(status), "content", type];
  expectValid(pointerTo(...place, "schema"), value, where);
  if (type === "application/problem+json") expectCode(answer, value as Node, status, where);
}
