import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { without } from "./choices";
import { hiddenFields, type FormFields } from "./hiddenFields";

const checks = html`<fieldset>
  <legend>Password write-back</legend>
  <p>We check it for you with your sign-in, change nothing, and mail you what is left to do.</p>
  ${without("withoutChecks", "Do not check password write-back for us")}
</fieldset>`;

/** The administrator needs no outside account: their own subscription reaches the directory. */
export const ownSubscriptionForm = (link: Link, form: FormFields): Html =>
  html`<h2>If you have an Azure subscription of your own</h2>
    <p>
      Then you can manage the directory yourselves, and no outside account is needed. You sign in
      once at Microsoft, so that we know that an administrator says so. Nobody is invited and nobody
      gets a role. If Microsoft also asks for Azure in your name: we use that once, to count your
      Azure subscriptions, and keep the number only.
    </p>
    <form method="post" action="/consent">
      ${hiddenFields(form)} ${link.request.passwordWriteback && checks}
      <button type="submit" name="action" value="ownSubscription" class="quiet">
        We manage it ourselves
      </button>
    </form>`;
