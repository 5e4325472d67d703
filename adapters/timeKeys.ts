/** Keys that sort by time, for rows that are read from one end (Azure Tables sorts keys as text). */

const width = 13;
const last = 9_999_999_999_999;

/** Milliseconds of a moment, of a fixed width: the oldest first. */
export const oldestFirst = (at: string): string => String(Date.parse(at)).padStart(width, "0");

/** The newest first. */
export const newestFirst = (at: string): string =>
  String(last - Date.parse(at)).padStart(width, "0");

const dayMs = 24 * 60 * 60 * 1000;

/** The day (UTC) of a key made by newestFirst or oldestFirst, counted in the key's own direction. */
export const dayOf = (key: string): number => Math.floor(Number(key.slice(0, width)) / dayMs);
/** The four weeks that such a key is in. */
export const periodOf = (key: string): number => Math.floor(dayOf(key) / 28);
export const dayKey = (day: number): string => String(day).padStart(6, "0");
