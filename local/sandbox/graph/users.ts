import type { DirectoryUser, Tenant } from "../facts";
import { hasCome, type SandboxContext } from "../context";
import { requireReader } from "./access";
import { badRequest, notFound, notImitated } from "./graphError";
import type { GraphVerb } from "./graphCall";
import { comparisons, onlyOptions, pick, selected, type Comparison } from "./query";

/** What Graph gives without $select (source: "Get user", response). */
const defaultProperties = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];

export const findUsers: GraphVerb = (call) => {
  onlyOptions(call.query, "$select", "$filter", "$top", "$count");
  requireReader(call);
  const names = selected(call.query, "user", defaultProperties);
  const terms = comparisons(call.query.get("$filter") ?? "", "or");
  const found = call.caller.tenant.users.filter(
    (user) => hasCome(call.context, user.visibleFrom) && terms.some((term) => isTrue(user, term)),
  );
  const top = topOf(call.query);
  return {
    status: 200,
    body: { value: found.slice(0, top).map((user) => pick(userJson(user), names)) },
  };
};

export const readUser: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  requireReader(call);
  const names = selected(call.query, "user", defaultProperties);
  const user = visibleUser(call.context, call.caller.tenant, call.params["id"] ?? "");
  return { status: 200, body: pick(userJson(user), names) };
};

/** The user by object id or user principal name; a fresh one is not found for a while. */
export function visibleUser(context: SandboxContext, tenant: Tenant, id: string): DirectoryUser {
  const wanted = id.toLowerCase();
  const user = tenant.users.find(
    (one) => one.id === wanted || one.userPrincipalName.toLowerCase() === wanted,
  );
  if (!user || !hasCome(context, user.visibleFrom)) throw notFound(id);
  return user;
}

function isTrue(user: DirectoryUser, { property, value }: Comparison): boolean {
  const wanted = value.toLowerCase();
  const one = { mail: user.mail, userPrincipalName: user.userPrincipalName }[property];
  if (one !== undefined) return one?.toLowerCase() === wanted;
  const many = { "otherMails/any": user.otherMails, "proxyAddresses/any": user.proxyAddresses }[
    property
  ];
  if (many === undefined) throw notImitated(`the $filter on '${property}'`);
  return many.some((item) => item.toLowerCase() === wanted);
}

function topOf(query: URLSearchParams): number {
  const top = Number(query.get("$top") ?? "100");
  if (!Number.isInteger(top) || top < 1 || top > 999)
    throw badRequest("Invalid page size specified: must be between 1 and 999.");
  return top;
}

function userJson(user: DirectoryUser): Record<string, unknown> {
  return { ...user, businessPhones: [] };
}
