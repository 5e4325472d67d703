import { isHeld, type Link } from "../domain/link";

/** The account got its roles; else only what an unfinished request left is to be removed. */
export const wasGiven = ({ roles }: Link): boolean => roles.some(({ state }) => isHeld(state));
