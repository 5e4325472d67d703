import type { Caller } from "../domain/ports";
import { html, type Html } from "./html";

/** Who asks, as the settings declare it; undefined once a caller was taken out of the settings. */
export type Asker = Pick<Caller, "displayName" | "domain"> | undefined;

const unknown = "An organisation that is no longer registered with us";

export const askerName = (caller: Asker): string => caller?.displayName ?? unknown;

/** Name and domain: the domain is what a person can check. */
export const askerWithDomain = (caller: Asker): Html =>
  caller
    ? html`<strong>${caller.displayName}</strong> (${caller.domain})`
    : html`<strong>${unknown}</strong>`;

/** Words that a caller sent, in quotation marks that the words themselves cannot close. */
export const quoted = (words: string): string => `“${words.replace(/["“”„«»]/g, "'")}”`;
