import type { HttpMethod, HttpRequest } from "@azure/functions";
import { pointer } from "../domain/fieldErrors";
import { refuseUnannounced } from "./announcedBody";
import { asApi, Problem } from "./api";
import type { Door } from "./doors";
import type { RegisteredDoor } from "./registeredDoor";

/** A door of the API. It says which query parameters it knows: one that is not obeyed is refused. */
export interface ApiDoor extends RegisteredDoor {
  readonly query: readonly string[];
}

/** Every method that reaches a function; the worker takes no TRACE and no CONNECT. */
const everyMethod: readonly HttpMethod[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/** The names as they were sent: the host joins doubled ones to one value. */
const namesIn = (request: HttpRequest): string[] => [...new URL(request.url).searchParams.keys()];

function refuseQuery(request: HttpRequest, known: readonly string[]): void {
  const names = namesIn(request).map((name) => name.slice(0, 60));
  const refuse = (
    wrong: readonly string[],
    message: string,
    sentence: (shown: string) => string,
  ) => {
    const all = [...new Set(wrong)];
    const errors = all.map((name) => ({ pointer: pointer([name]), message }));
    const detail = sentence(all.map((name) => `"${name}"`).join(", "));
    return new Problem(400, "invalid_request", { detail, errors });
  };
  const unknown = names.filter((name) => !known.includes(name));
  const all = known.length > 0 ? `those it takes are ${known.join(", ")}` : "it takes none";
  if (unknown.length > 0)
    throw refuse(
      unknown,
      "is not a parameter of this call",
      (shown) => `This call does not know the query parameter ${shown}; ${all}.`,
    );
  const doubled = names.filter((name, index) => names.indexOf(name) !== index);
  if (doubled.length > 0)
    throw refuse(
      doubled,
      "was sent more than once",
      (shown) => `The query parameter ${shown} was sent more than once.`,
    );
}

const withHead = (methods: readonly HttpMethod[]): HttpMethod[] =>
  methods.includes("GET") ? [...new Set<HttpMethod>([...methods, "HEAD"])] : [...methods];

/** The server leaves the body of an answer to HEAD out by itself. */
const opened = ({ query, ...door }: ApiDoor): RegisteredDoor => ({
  ...door,
  methods: withHead(door.methods),
  handler: asApi(async (request, context) => {
    refuseQuery(request, query);
    if (request.method === "POST") refuseUnannounced(request);
    return door.handler(request, context);
  }),
});

const otherMethod = (allow: readonly HttpMethod[]): Door =>
  asApi((request) => {
    if (request.method === "OPTIONS")
      return Promise.resolve({ status: 204, headers: { allow: allow.join(", ") } });
    const detail = `This address takes ${allow.join(", ")} and no ${request.method}.`;
    throw new Problem(405, "method_not_allowed", { detail, allow });
  });

/** The Functions host answers 404 to a known address with another method: a function more says which it takes. */
function others(doors: readonly RegisteredDoor[]): RegisteredDoor[] {
  const byRoute = Map.groupBy(doors, ({ route }) => route);
  return [...byRoute].map(([route, [first, ...more]]) => {
    const taken = [first, ...more].flatMap((door) => door?.methods ?? []);
    const allow: HttpMethod[] = [...taken, "OPTIONS"];
    const methods = everyMethod.filter((method) => !taken.includes(method));
    return { name: `${first?.name ?? ""}Others`, methods, route, handler: otherMethod(allow) };
  });
}

/** Pages as the host gets them: a method that none of them takes is refused by name there too. */
export const pageRoutes = (doors: readonly RegisteredDoor[]): readonly RegisteredDoor[] => [
  ...doors,
  ...others(doors),
];

const nowhere: RegisteredDoor = {
  name: "noSuchRoute",
  methods: everyMethod,
  route: "api/{*rest}",
  handler: asApi((request) => {
    const path = new URL(request.url).pathname.slice(0, 200);
    throw new Problem(404, "not_found", { detail: `There is nothing at ${path}.` });
  }),
};

/** The API's doors as the host gets them; whatever else is asked under /api is refused in the same form. */
export function apiRoutes(doors: readonly ApiDoor[]): readonly RegisteredDoor[] {
  const known = doors.map(opened);
  return [...known, ...others(known), nowhere];
}
