import type { SandboxContext } from "../context";
import { formOf, redirect, type Route, type SandboxRequest } from "../http/answer";
import { html } from "../../../views/html";
import { page } from "../page";
import { registrations } from "./registration";
import { withoutSession } from "./session";

/** Signing out; goes back only to an address that is registered. */
export function logoutRoutes(context: SandboxContext): Route[] {
  const logOut = (request: SandboxRequest, asked: URLSearchParams) => {
    const back = asked.get("post_logout_redirect_uri");
    const known =
      back !== null && registrations(context).some((one) => one.redirectUris.includes(back));
    return withoutSession(context, request, known ? redirect(back) : signedOutPage());
  };
  const path = "/{tenant}/oauth2/v2.0/logout";
  return [
    { method: "GET", path, handle: (request) => logOut(request, request.url.searchParams) },
    { method: "POST", path, handle: (request) => logOut(request, formOf(request)) },
  ];
}

function signedOutPage() {
  return page({
    title: "You signed out of your account",
    body: html`<p>It is a good idea to close all browser windows.</p>`,
  });
}
