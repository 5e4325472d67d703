import type { ListFilter } from "../domain/listing";
import { statuses, waitingOns } from "../domain/states";
import { Problem } from "./api";

const unclear = (name: string): Problem =>
  new Problem(400, "invalid_request", { detail: `There is no ${name} of this name.` });

function oneOf<T extends string>(
  query: URLSearchParams,
  name: string,
  known: readonly T[],
): T | undefined {
  const given = query.get(name) ?? "";
  const found = known.find((one) => one === given);
  if (given !== "" && !found) throw unclear(name);
  return found;
}

const text = (query: URLSearchParams, name: string, max: number): string =>
  (query.get(name) ?? "").trim().slice(0, max);

/** `?attention=`: which of the cases that need somebody stands first; absent on the page of all cases. */
export function opsFrom(query: URLSearchParams): number | undefined {
  const given = query.get("attention");
  if (given === null) return undefined;
  if (!/^\d{1,6}$/.test(given)) throw unclear("place in the list");
  return Number(given);
}

/** The filter of the list as the form of /ops sends it; empty fields filter nothing. */
export function opsFilter(query: URLSearchParams): ListFilter {
  const status = oneOf(query, "status", statuses);
  const waitingOn = oneOf(query, "waitingOn", waitingOns);
  const ticket = text(query, "ticket", 100);
  const directory = text(query, "directory", 253).toLowerCase();
  return {
    ...(status ? { status } : {}),
    ...(waitingOn ? { waitingOn } : {}),
    ...(ticket ? { ticket } : {}),
    ...(directory ? { directory } : {}),
  };
}
