import type { Link } from "../../domain/link";
import { globalAdministrator, passwordWritebackRoles } from "../../domain/roles";
import { roleNames, rolesAsked } from "../aboutLink";
import { html, type Html } from "../html";

const option = (value: string, words: string, checked = ""): Html =>
  html`<p>
    <label
      ><input type="radio" name="access" value="${value}" ${checked === "" ? "" : html`checked`} />
      ${words}</label
    >
  </p>`;

const lesser = (): Html =>
  option(
    "lesser",
    `Less: only ${passwordWritebackRoles.map((role) => role.name).join(" and ")}, the least for password write-back`,
  );

const some = (link: Link): Html =>
  html`${option("some", "Only these of the roles:")}
  ${link.request.access.map(
    (id, index) =>
      html`<p>
        <label
          ><input type="checkbox" name="role" value="${id}" />
          ${rolesAsked(link)[index]?.name ?? id}</label
        >
      </p>`,
  )}`;

const withoutWriteback = (): Html =>
  html`<p>
    <label
      ><input type="checkbox" name="withoutWriteback" value="yes" /> Without the checks for password
      write-back</label
    >
  </p>`;

/** The administrator may agree to less than was asked for, never to more. */
export function choices(link: Link): Html {
  const { access, passwordWriteback } = link.request;
  return html`<fieldset>
    <legend>What you agree to</legend>
    ${option("asked", `As asked for: ${roleNames(link)}`, "checked")}
    ${access.includes(globalAdministrator.templateId) && lesser()}
    ${access.length > 1 && some(link)} ${passwordWriteback && withoutWriteback()}
  </fieldset>`;
}
