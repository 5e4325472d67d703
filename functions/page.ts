import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Caller } from "../domain/ports";
import type { Refusal, RefusedDetail } from "../views/pages/refusal";
import { refusedPage } from "../views/pages/refusedPage";
import { continuePage } from "../views/pages/smallPages";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";

export interface PageSettings {
  readonly publicUrl: string;
  /** The app id that Microsoft's pages show, for the administrator to compare. */
  readonly appId: string;
  /** While true nothing is begun that would change a directory. */
  readonly paused: boolean;
}

interface RefusedFor {
  readonly status: number;
  readonly link?: Link | undefined;
  readonly caller?: Caller | undefined;
  readonly detail?: RefusedDetail;
  readonly againUrl?: string;
}

/** A click that is turned away: the page says what happened, that nothing changed, and what to do. */
export class Refused extends Error {
  readonly code: Refusal;
  readonly about: RefusedFor;
  constructor(code: Refusal, about: RefusedFor) {
    super(code);
    this.code = code;
    this.about = about;
  }
}

/** Ends a door with an answer of its own: a redirect to the sign-in, a page of another kind. */
export class EarlyAnswer extends Error {
  readonly answer: HttpResponseInit;
  /** For the log, where somebody was turned away. */
  readonly code: string | undefined;
  constructor(answer: HttpResponseInit, code?: string) {
    super("answered early");
    this.answer = answer;
    this.code = code;
  }
}

const styleOfOurs = "style-src 'self'";

/** No script and no style but our file unless `sources` says which, and forms go to us alone. */
const securityHeaders = (sources: readonly string[]): Record<string, string> => ({
  "content-security-policy": [
    "default-src 'none'",
    ...sources,
    // Of two of the same name the first one counts.
    ...(sources.some((one) => one.startsWith("style-src ")) ? [] : [styleOfOurs]),
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; "),
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
});

export const showPage = (
  html: string,
  status = 200,
  sources: readonly string[] = [],
): HttpResponseInit => ({
  status,
  headers: { ...securityHeaders(sources), "content-type": "text/html; charset=utf-8" },
  body: html,
});

/** The same page, which asks for itself again in some seconds, with or without script. */
export const renewing = (shown: HttpResponseInit): HttpResponseInit => ({
  ...shown,
  headers: { ...(shown.headers as Record<string, string>), refresh: "3" },
});

export type Cookie = NonNullable<HttpResponseInit["cookies"]>[number];

export const seeOther = (location: string, cookies: Cookie[] = []): HttpResponseInit => ({
  status: 303,
  headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  cookies,
});

/** After a form: on to Microsoft by a page that moves on by itself. */
export const toMicrosoft = (url: string, cookies: Cookie[]): HttpResponseInit => {
  const shown = showPage(continuePage(url));
  return { ...shown, headers: { ...shown.headers, refresh: `0; url=${url}` }, cookies };
};

/** On https no sibling host can set or overwrite a cookie of ours (RFC 6265bis, "__Host-"). */
const isSecure = ({ publicUrl }: PageSettings): boolean => publicUrl.startsWith("https:");
const cookieName = (settings: PageSettings, name: string): string =>
  isSecure(settings) ? `__Host-${name}` : name;

/** A cookie of ours: not readable by script, sent on the way back from Microsoft (SameSite=Lax). */
export const makeCookie = (
  settings: PageSettings,
  { name, value, maxAge }: { name: string; value: string; maxAge: number },
): Cookie => ({
  name: cookieName(settings, name),
  value,
  maxAge,
  path: "/",
  httpOnly: true,
  sameSite: "Lax",
  secure: isSecure(settings),
});

/** The value of a cookie of ours; one that is sent twice counts as absent. */
export function readCookie(
  settings: PageSettings,
  request: HttpRequest,
  name: string,
): string | undefined {
  const wanted = `${cookieName(settings, name)}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(wanted));
  return values.length === 1 ? values[0]?.slice(wanted.length) : undefined;
}

function toRefused(error: unknown, context: InvocationContext): Refused {
  if (error instanceof Refused) return error;
  context.error(
    error instanceof LinkError
      ? error.message
      : `unexpected: ${error instanceof Error ? error.name : "error"}`,
  );
  return new Refused("try_again_later", { status: 503 });
}

/** The answer that ended a door early, with its code in the log. */
export function earlyAnswer({ answer, code }: EarlyAnswer, request: HttpRequest): HttpResponseInit {
  if (code !== undefined) noteDoor(request, { code });
  return answer;
}

/** A page door: refusals and failures become pages that help. */
export const asPage =
  (handler: Door): Door =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (error instanceof EarlyAnswer) return earlyAnswer(error, request);
      const { code, about } = toRefused(error, context);
      noteDoor(request, { code });
      const { status, ...shown } = about;
      return showPage(refusedPage({ code, ...shown }), status);
    }
  };
