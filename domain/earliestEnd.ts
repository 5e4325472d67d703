import type { LinkRequest } from "./request";

const dayMs = 24 * 60 * 60 * 1000;

/** The first moment at which access may end: when everybody asked had their time to answer. */
export function earliestEnd(
  {
    respondWithinDays,
    passwordWriteback,
  }: Pick<LinkRequest, "respondWithinDays" | "passwordWriteback">,
  now: string,
): string {
  const { consent, signIn, writeback } = respondWithinDays;
  const days = consent + signIn + (passwordWriteback ? writeback : 0);
  return new Date(Date.parse(now) + days * dayMs).toISOString();
}
