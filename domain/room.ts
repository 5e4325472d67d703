import type { Link } from "./link";

/**
 * Up to this many characters of JSON, callers and operators may do what makes a link's row longer. A row
 * holds 512 Ki of them: what is left is for the story itself, for cancelling and for the end.
 */
export const mostBeforeActions = 200_000;

/** Whether a link has room for one more question, name or reason. */
export const hasRoom = (link: Link): boolean => JSON.stringify(link).length < mostBeforeActions;
