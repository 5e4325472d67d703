import type { Link } from "../domain/link";

/** What the administrator's own list of Azure subscriptions showed; nothing where it was not read. */
export function ownSubscriptions({ wait, pastWaits }: Link): string | undefined {
  const said = [...pastWaits, ...(wait ? [wait] : [])].findLast(
    ({ decision }) => decision?.type === "ownSubscription",
  );
  const count = said?.decision?.subscriptions ?? undefined;
  if (count === undefined) return undefined;
  return count === 0
    ? "None enabled in your own list, which does not mean that there is none"
    : `${String(count)} enabled in your own list`;
}
