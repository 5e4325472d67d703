import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Caller } from "../domain/ports";
import type { Refusal, RefusedDetail } from "../views/pages/refusal";
import { refusedPage } from "../views/pages/refusedPage";
import type { Door } from "./doors";

export interface PageSettings {
  readonly publicUrl: string;
  /** Origin of Microsoft's sign-in pages: the one place our forms may lead to. */
  readonly authority: string;
  /** The app id that Microsoft's pages show, for the administrator to compare. */
  readonly appId: string;
}

export interface RefusedFor {
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

/** No script at all; forms go to us and, by the redirect that follows, to Microsoft's sign-in pages. */
const securityHeaders = ({ authority }: PageSettings): Record<string, string> => ({
  "content-security-policy": [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${new URL(authority).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; "),
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
});

export const showPage = (settings: PageSettings, html: string, status = 200): HttpResponseInit => ({
  status,
  headers: { ...securityHeaders(settings), "content-type": "text/html; charset=utf-8" },
  body: html,
});

export type Cookie = NonNullable<HttpResponseInit["cookies"]>[number];

export const seeOther = (location: string, cookies: Cookie[] = []): HttpResponseInit => ({
  status: 303,
  headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  cookies,
});

/** A cookie of ours: not readable by script, sent on the way back from Microsoft (SameSite=Lax). */
export const makeCookie = (
  { publicUrl }: PageSettings,
  cookie: { name: string; value: string; path: string; maxAge: number },
): Cookie => ({
  ...cookie,
  httpOnly: true,
  sameSite: "Lax",
  secure: publicUrl.startsWith("https:"),
});

/** The value of a cookie; one that is sent twice counts as absent. */
export function readCookie(request: HttpRequest, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const values = pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
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

/** A page door: refusals and failures become pages that help. */
export const asPage =
  (settings: PageSettings, handler: Door): Door =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const { code, about } = toRefused(error, context);
      const { status, ...shown } = about;
      return showPage(settings, refusedPage({ code, ...shown }), status);
    }
  };
