import { durationMs } from "./duration";
import { badRequest } from "./graphError";
import { graphEnums, isGraphType, propertyType } from "./types";

export type GraphObject = Readonly<Record<string, unknown>>;

/** Parameters of an action: their names and types, in the notation of types.ts. */
export type Shape = Readonly<Record<string, string>>;

/** A body of this type, or a 400 that names the property at fault, as Graph does. */
export function checkBody(body: unknown, type: string): GraphObject {
  return checkObject(body, { type, where: "" });
}

/** The parameters of an action such as sendMail. */
export function checkParameters(body: unknown, shape: Shape): GraphObject {
  const object = asObject(body, "");
  for (const [name, value] of Object.entries(object)) {
    const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (type === undefined)
      throw badRequest(`The parameter '${name}' in the request payload is not a valid parameter.`);
    checkValue(value, { type, where: name });
  }
  return object;
}

/** The value of a property that must be a text with something in it. */
export function requiredText(body: GraphObject, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "")
    throw badRequest(`Property ${name} is required but missing.`);
  return value;
}

interface Place {
  readonly type: string;
  readonly where: string;
}

function checkObject(value: unknown, { type, where }: Place): GraphObject {
  const object = asObject(value, where);
  for (const [name, inner] of Object.entries(object)) {
    const path = where === "" ? name : `${where}.${name}`;
    if (name === "@odata.type") checkTypeName(inner, type);
    else checkProperty(inner, { type, name, path });
  }
  return object;
}

function checkProperty(
  value: unknown,
  { type, name, path }: { type: string; name: string; path: string },
): void {
  const declared = isGraphType(type) ? propertyType(type, name) : undefined;
  if (declared === undefined) {
    throw badRequest(`The property '${path}' does not exist on type 'microsoft.graph.${type}'.`);
  }
  checkValue(value, { type: declared, where: path });
}

function checkTypeName(value: unknown, type: string): void {
  if (value !== `#microsoft.graph.${type}` && value !== `microsoft.graph.${type}`) {
    throw badRequest(
      `The type '${String(value)}' of '@odata.type' is not 'microsoft.graph.${type}'.`,
    );
  }
}

function checkValue(value: unknown, place: Place): void {
  if (value === null) return;
  const item = /^Collection\((.*)\)$/.exec(place.type)?.[1];
  if (item !== undefined) {
    if (!Array.isArray(value)) throw wrongType(place);
    for (const one of value as unknown[]) checkValue(one, { type: item, where: place.where });
  } else if (isGraphType(place.type)) {
    checkObject(value, place);
  } else if (!isPrimitive(value, place.type)) {
    throw wrongType(place);
  }
}

const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

function isPrimitive(value: unknown, type: string): boolean {
  if (type === "Edm.Boolean") return typeof value === "boolean";
  if (type === "Edm.Int32") return Number.isInteger(value);
  if (typeof value !== "string") return false;
  if (type === "Edm.DateTimeOffset") return moment.test(value) && !Number.isNaN(Date.parse(value));
  if (type === "Edm.Guid") return guid.test(value);
  if (type === "Edm.Duration") return durationMs(value) !== undefined;
  return graphEnums[type]?.includes(value.toLowerCase()) ?? true;
}

function wrongType({ type, where }: Place): Error {
  return badRequest(
    `The value of the property '${where}' cannot be converted to the expected type '${type}'.`,
  );
}

function asObject(value: unknown, where: string): GraphObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as GraphObject;
  throw badRequest(
    where === ""
      ? "The request body must be a JSON object."
      : `The property '${where}' must be an object.`,
  );
}
