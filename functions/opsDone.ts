import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import type { Action } from "../domain/actions";
import type { LinkId } from "../domain/ids";
import { makeCookie, readCookie, seeOther, type PageSettings } from "./page";

const name = "dl-ops-done";
/** Long enough to be read, short enough not to be taken for news. */
const seconds = 30;

/** Back to the case, which then says what was done: by cookie, so that no address can claim it. */
export const backWithNote = (
  settings: PageSettings,
  id: LinkId,
  action: Action,
): HttpResponseInit =>
  seeOther(`/ops/links/${id}`, [
    makeCookie(settings, { name, value: `${id}.${action}`, maxAge: seconds }),
  ]);

/** Whether this browser did something a moment ago: what it shows then has to be new. */
export const hasJustActed = (settings: PageSettings, request: HttpRequest): boolean =>
  readCookie(settings, request, name) !== undefined;

/** What this browser has just done to this case. */
export function doneHere(
  settings: PageSettings,
  request: HttpRequest,
  id: LinkId,
): string | undefined {
  const [of, action] = (readCookie(settings, request, name) ?? "").split(".");
  return of === id ? action : undefined;
}
