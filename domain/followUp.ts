/** The `detail` of a wake follow-up: which wait is to be woken. */
export const wakeDetail = (n: number): string => String(n);
