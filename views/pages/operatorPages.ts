import { operatorRole } from "../../domain/operator";
import { page } from "../frame";
import { html, type Html } from "../html";

/** Why somebody is not let in to /ops, or not any more. */
export type OperatorRefusal =
  | "signin_over"
  | "form_not_ours"
  | "signin_not_ours"
  | "signin_declined"
  | "signin_unavailable"
  | "session_unavailable"
  | "other_directory"
  | "guest_account"
  | "not_an_operator";

interface Words {
  readonly title: string;
  readonly happened: string;
  readonly next: Html;
  /** Whether the same account would only be turned away again. */
  readonly otherAccount?: true;
}

const askAdministrator = html`Ask an administrator of this service’s own Microsoft Entra tenant to
  assign you the role <strong>${operatorRole}</strong> under Enterprise applications, on the page
  “Users and groups” of the API’s application. Then sign in again.`;

const words: Readonly<Record<OperatorRefusal, Words>> = {
  signin_over: {
    title: "Your sign-in is over",
    happened: "You were signed in for an hour, or signed out, so what you sent was not done.",
    next: html`Sign in again, look at the case as it is now, and send it anew.`,
  },
  form_not_ours: {
    title: "This form could not be taken",
    happened:
      "It did not come from a page that this service made for your sign-in. Nothing was done.",
    next: html`Open the page anew and try again there.`,
  },
  signin_not_ours: {
    title: "This sign-in could not be finished",
    happened:
      "The answer from Microsoft belongs to no sign-in that was begun in this browser, or it was used already.",
    next: html`Begin again, in this browser, and allow cookies for this site.`,
  },
  signin_declined: {
    title: "You did not sign in",
    happened: "Microsoft’s page was left without a sign-in.",
    next: html`Begin again if you want to operate.`,
  },
  signin_unavailable: {
    title: "Microsoft’s sign-in does not answer",
    happened: "Nobody can be signed in at this moment.",
    next: html`Wait a minute, then try again.`,
  },
  session_unavailable: {
    title: "The sign-in could not be kept",
    happened: "You signed in, but this service cannot reach its storage, so it let nobody in.",
    next: html`Wait a minute, then sign in again.`,
  },
  other_directory: {
    title: "Another directory",
    happened: "You signed in to another directory than the one that runs this service.",
    next: html`Sign in with your account of the tenant that runs this service.`,
    otherAccount: true,
  },
  guest_account: {
    title: "Guests do not operate",
    happened:
      "You signed in with an account that lives outside the tenant that runs this service, so its sign-in is not under that tenant’s rules.",
    next: html`Sign in with an account of that tenant itself.`,
    otherAccount: true,
  },
  not_an_operator: {
    title: "You are not an operator",
    happened: "You are signed in, but you do not hold the role that operating needs.",
    next: askAdministrator,
    otherAccount: true,
  },
};

/** One page for each refusal: what happened, what to do next, and the code to name when asking. */
export function operatorRefusedPage(code: OperatorRefusal, again = "/ops/signin"): string {
  const { title, happened, next, otherAccount } = words[code];
  const url = otherAccount ? "/ops/signin?account=other" : again;
  const body = html`<div class="lead"><p>${happened}</p></div>
    <h2>What you can do</h2>
    <p>${next}</p>
    <p>
      <a class="button" href="${url}"
        >${otherAccount ? "Sign in with another account" : "Sign in again"}</a
      >
    </p>
    <p class="small">If you ask for help, give this code: <code>${code}</code>.</p>`;
  return page({ title, body });
}

/** After signing out here; Microsoft's own session goes on until it is ended there. */
export const operatorSignedOutPage = (signOutUrl: string): string =>
  page({
    title: "You are signed out of this service",
    body: html`<p>Microsoft still knows you in this browser.</p>
      <p><a class="button" href="${signOutUrl}">Sign out at Microsoft too</a></p>
      <p><a href="/ops/signin?account=other">Sign in again, or with another account</a></p>`,
  });
