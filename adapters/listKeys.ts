import type { LinkSummary, ListFilter } from "../domain/listing";
import { dayKey, dayOf, newestFirst } from "./timeKeys";

/** The name of a list: `status.declined`, `ticket.` and a hash; an address or ticket never stands in a key. */
export interface ListNames {
  readonly hash: (text: string) => string;
}

/** The lists a link is in; `addresses` of everybody who was asked, and of the account. */
export const listsOf = (
  { hash }: ListNames,
  summary: LinkSummary,
  addresses: readonly string[],
): string[] => [
  "all",
  `directory.${summary.directory.domain}`,
  `status.${summary.status}`,
  `waiting.${summary.waitingOn}`,
  ...(summary.ticket ? [`ticket.${hash(summary.ticket.id)}`] : []),
  ...addresses.map((address) => `address.${hash(address)}`),
];

/** The list that holds the fewest links besides those asked for; what it does not say is compared by columns. */
export function listFor({ hash }: ListNames, filter: ListFilter) {
  const { ticket, address, directory, status, waitingOn } = filter;
  const list =
    (ticket !== undefined && `ticket.${hash(ticket)}`) ||
    (address !== undefined && `address.${hash(address)}`) ||
    (directory !== undefined && `directory.${directory}`) ||
    (status !== undefined && `status.${status}`) ||
    (waitingOn !== undefined && `waiting.${waitingOn}`) ||
    "all";
  return { list, where: columnsOf({ hash }, filter) };
}

/** What a row can be compared by besides its list. */
export const columnsOf = (
  { hash }: ListNames,
  { ticket, directory, status, waitingOn }: ListFilter,
): Record<string, string> => ({
  ...(ticket === undefined ? {} : { ticket: hash(ticket) }),
  ...(directory === undefined ? {} : { directory }),
  ...(status === undefined ? {} : { status }),
  ...(waitingOn === undefined ? {} : { waitingOn }),
});

/** One partition a list and day, so that none of them grows without an end; the newest day first. */
export const dayPartition = (list: string, day: number): string => `${list}~${dayKey(day)}`;

/** Where a link stands in its lists: by when it was asked for, newest first, then by its id. */
export const rowOf = ({ createdAt, id }: Pick<LinkSummary, "createdAt" | "id">): string =>
  `${newestFirst(createdAt)}~${id}`;

/** A caller's list; caller ids have no `~`. */
export const ownList = (callerId: string, list: string): string => `${callerId}~${list}`;

export const partitionOf = (callerId: string, list: string, row: string): string =>
  dayPartition(ownList(callerId, list), dayOf(row));
