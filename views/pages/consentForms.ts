import { html, type Html } from "../html";
import { hiddenFields, type FormFields } from "./hiddenFields";

/** The two answers. Declining is as easy to find as agreeing. */
export const consentForms = (form: FormFields): Html =>
  html`<h2>Your decision</h2>
    <p>This button agrees to nothing yet: you agree at Microsoft, and can still cancel there.</p>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="continue">Continue to Microsoft</button>
    </form>
    <h2>If you do not want this</h2>
    <form method="post" action="/consent">
      ${hiddenFields(form)}
      <label for="reason">Why not? (optional; kept with the request)</label>
      <input type="text" id="reason" name="reason" maxlength="200" autocomplete="off" />
      <button type="submit" name="action" value="decline" class="quiet">Decline</button>
    </form>`;
