import { page } from "../frame";
import { html } from "../html";

/** Where Microsoft's sign-out leads back to. */
export const signedOutPage = (): string =>
  page({
    title: "You are signed out",
    body: html`<p>
      Your session at Microsoft has ended in this browser. You can close this page.
    </p>`,
  });

/**
 * Between our form and Microsoft's sign-in. A page and not a redirect: browsers hold every redirect
 * after a form against the page's `form-action` (CSP 3), and sign-in chains lead to hosts nobody can list.
 */
export const continuePage = (url: string): string =>
  page({
    title: "On to Microsoft",
    body: html`<p>Microsoft's sign-in comes next.</p>
      <p><a class="button" href="${url}">Continue to Microsoft</a></p>`,
  });

/** The front door: people come here by a mailed link only. */
export const homePage = (): string =>
  page({
    title: "This is directory link",
    body: html`<p>
      There is nothing to see here without a mailed link. If you got a mail from us, open the link
      in it.
    </p>`,
  });
