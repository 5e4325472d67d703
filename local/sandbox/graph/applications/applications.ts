import { randomUUID } from "node:crypto";
import type { RegisteredApplication } from "../../applicationFacts";
import { graphTime } from "../../context";
import { checkBody, requiredText, type GraphObject } from "../checkBody";
import { badRequest, notFound } from "../graphError";
import type { GraphReply, GraphVerb, ReceivedCall } from "../graphCall";
import { onlyOptions, pick, selected } from "../query";
import { isGraphType, propertyNames, propertyType } from "../types";
import { checkApplication } from "./checkApplication";
import { registeredOf, requireApplicationAdministrator, shownApplication } from "./registered";

const createIfMissing = "create-if-missing";

/** What a new registration has where its maker said nothing (source: "Create application"). */
const byDefault = {
  ...{ api: {}, appRoles: [], description: null, groupMembershipClaims: null, identifierUris: [] },
  ...{ isFallbackPublicClient: null, keyCredentials: [], passwordCredentials: [], notes: null },
  ...{ optionalClaims: null, publicClient: { redirectUris: [] }, requiredResourceAccess: [] },
  ...{ servicePrincipalLockConfiguration: null, spa: { redirectUris: [] }, tags: [] },
  signInAudience: "AzureADandPersonalMicrosoftAccount",
  web: {
    ...{ homePageUrl: null, logoutUrl: null, redirectUris: [] },
    implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
  },
};

export const findApplication: GraphVerb = (call) => shown(call, registeredOf(call));

export const findApplicationById = findApplication;

/** Makes a registration under a name of the caller's choice, or changes the one that has it. */
export const upsertApplication: GraphVerb = (call) => {
  const { params, caller, headers } = call;
  const found = caller.tenant.applications.find((one) => one.uniqueName === params["uniqueName"]);
  if (found && !found.isDeleted) return updateApplication(call);
  if (headers["prefer"] !== createIfMissing) throw notFound(params["uniqueName"] ?? "");
  onlyOptions(call.query);
  const body = checkBody(call.body, "application");
  requiredText(body, "displayName");
  requireApplicationAdministrator(call);
  // The recycle bin keeps the name for thirty days.
  if (found)
    throw badRequest("Another object with the same value for property uniqueName already exists.");
  return { status: 201, body: shownApplication(add(call, body)) };
};

function add({ context, caller, params }: ReceivedCall, body: GraphObject): RegisteredApplication {
  const appId = randomUUID();
  checkApplication(body, byDefault, appId);
  const made: RegisteredApplication = {
    ...{ id: randomUUID(), appId, uniqueName: params["uniqueName"] ?? null },
    createdDateTime: graphTime(context.now()),
    properties: merged(byDefault, body),
    federatedCredentials: [],
    isDeleted: false,
  };
  caller.tenant.applications.push(made);
  return made;
}

export const updateApplication: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "application");
  requireApplicationAdministrator(call);
  const registered = registeredOf(call);
  const { uniqueName, ...rest } = body;
  if (uniqueName !== undefined && uniqueName !== registered.uniqueName)
    throw badRequest("Property 'uniqueName' cannot be changed once it is set.");
  checkApplication(rest, registered.properties, registered.appId);
  registered.properties = merged(registered.properties, rest);
  return { status: 204 };
};

/** Objects take over the properties that are named; lists and plain values are replaced. */
function merged(before: GraphObject, after: GraphObject): Record<string, unknown> {
  const inner = (name: string, value: unknown) => {
    const isObject = isGraphType(propertyType("application", name) ?? "");
    const known = before[name];
    if (!isObject || !isPlainObject(value) || !isPlainObject(known)) return value;
    return { ...known, ...value };
  };
  const changes = Object.entries(after).map(([name, value]) => [name, inner(name, value)]);
  return { ...before, ...Object.fromEntries(changes) };
}

const isPlainObject = (value: unknown): value is GraphObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function shown({ query }: ReceivedCall, found: RegisteredApplication): GraphReply {
  onlyOptions(query, "$select");
  const names = selected(query, "application", propertyNames("application"));
  return { status: 200, body: pick(shownApplication(found), names) };
}
