import type { Link } from "../../domain/link";
import { isHighest, rolesAsked } from "../aboutLink";
import { globalAdministrator, passwordWritebackRoles } from "../../domain/roles";
import { html, type Html } from "../html";
import { eligibleWords, isEligible } from "../lasting";
import { meanings } from "./facts";

const lesserRoles = passwordWritebackRoles.map((role) => role.name).join(" and ");

const warning = (link: Link): Html =>
  html`<div class="warning">
    <p>
      <strong>This is as much power as there is.</strong> Whoever holds it can lock out every other
      administrator.
      ${
        !link.request.access.includes(globalAdministrator.templateId) &&
        "It can make itself Global Administrator. "
      }By
      switching on “elevated access”, a Global Administrator can also take over
      <strong>all Azure subscriptions of this directory</strong>. Access to Azure taken that way
      stays when the role is removed, until somebody removes it in Azure too.
    </p>
    ${
      link.request.passwordWriteback &&
      html`<p>
        For password write-back Microsoft names smaller roles: ${lesserRoles}.
        ${
          link.request.access.includes(globalAdministrator.templateId)
            ? "You can choose those below."
            : "You may decline and ask for those."
        }
      </p>`
    }
    <p>Agree only if you would trust this account with everything.</p>
  </div>`;

/** The asked roles with what they allow, and the honest warning where that is everything. */
export const roleList = (link: Link): Html =>
  html`${meanings(rolesAsked(link).map(({ name, means }) => [name, `Whoever holds it ${means}.`]))}
  ${isEligible(link) && html`<p>${eligibleWords}</p>`} ${isHighest(link) && warning(link)}`;
