// Compares what Graph shows with what is wanted: only what is wanted is looked at.

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Lists in any order; nothing, false and an empty list are one, as Graph shows either. */
export function isLike(found, wanted) {
  if (Array.isArray(wanted)) {
    const left = [...(found ?? [])];
    const takes = (one) => {
      const at = left.findIndex((other) => isLike(other, one));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    };
    return left.length === wanted.length && wanted.every(takes);
  }
  if (isObject(wanted))
    return Object.entries(wanted).every(([name, value]) => isLike(found?.[name], value));
  return (found ?? null) === wanted || (!found && !wanted);
}

/** The names of what differs, objects by their own properties: `web.redirectUris`. */
export function differences(found, wanted) {
  return Object.entries(wanted).flatMap(([name, value]) => {
    if (isLike(found?.[name], value)) return [];
    if (!isObject(value)) return [name];
    return differences(found?.[name], value).map((inner) => `${name}.${inner}`);
  });
}

/** The part of what is wanted that has to be sent. */
export const changes = (found, wanted) =>
  Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !isLike(found?.[name], value)),
  );
