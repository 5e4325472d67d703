/** "2026-11-22 10:00:03 UTC": exact, and short enough for a table. */
export const shortTime = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** A name or address, or that it was erased. */
export const orErased = (text: string | null): string => text ?? "(erased)";
