import { forwardDomains, mayForward } from "../../domain/forwarding";
import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { choices } from "./choices";
import { hiddenFields, type FormFields } from "./hiddenFields";
import { ownSubscriptionForm } from "./ownSubscriptionForm";

const forwardForm = (link: Link, form: FormFields): Html =>
  html`<h2>If a colleague should decide</h2>
    <p>
      Your colleague gets a mail of their own, this link ends, and the time to answer stays the
      same. The address has to be at ${forwardDomains(link).join(", ")}.
    </p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <label for="colleague">Your colleague's address</label>
      <input
        type="email"
        id="colleague"
        name="colleague"
        maxlength="254"
        required
        autocomplete="off"
      />
      <button type="submit" name="action" value="forward" class="quiet">Ask my colleague</button>
    </form>`;

/** The answers there are. Declining is as easy to find as agreeing. */
export const consentForms = (link: Link, form: FormFields): Html =>
  html`<h2>Your decision</h2>
    <p>This button agrees to nothing yet: you agree at Microsoft, and can still cancel there.</p>
    <form method="post" action="/consent">
      ${hiddenFields(form)} ${choices(link)}
      <button type="submit" name="action" value="continue">Continue to Microsoft</button>
    </form>
    <h2>If you do not want this</h2>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <label for="reason">Why not? (optional; kept with the request)</label>
      <input type="text" id="reason" name="reason" maxlength="200" autocomplete="off" />
      <button type="submit" name="action" value="decline" class="quiet">Decline</button>
    </form>
    ${ownSubscriptionForm(link, form)} ${mayForward(link) && forwardForm(link, form)}
    <h2>If this is not for you</h2>
    <p>
      Say so if you are no administrator of this directory. Those who asked have to name another.
    </p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="notMe" class="quiet">This is not for me</button>
    </form>`;
