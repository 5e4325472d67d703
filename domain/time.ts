export const dayMs = 24 * 60 * 60 * 1000;

/** So many milliseconds after a moment (ISO 8601), or before it. */
export const laterBy = (at: string, ms: number): string =>
  new Date(Date.parse(at) + ms).toISOString();
