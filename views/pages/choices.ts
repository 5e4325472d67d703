import type { Link } from "../../domain/link";
import { globalAdministrator, passwordWritebackRoles } from "../../domain/roles";
import { earliestEnd } from "../../domain/earliestEnd";
import { roleNames, rolesAsked } from "../aboutLink";
import { html, type Html } from "../html";
import { readableTime } from "../readableTime";

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

/** A tick that leaves something out; its value is always "yes". */
export const without = (name: string, words: string): Html =>
  html`<p>
    <label><input type="checkbox" name="${name}" value="yes" /> ${words}</label>
  </p>`;

/** The first day that leaves everybody their time to answer, or the asked one where that is earlier. */
function firstDay({ request, wait }: Link): string {
  const asked = request.accessUntil?.slice(0, 10);
  const earliest = wait ? earliestEnd(request, wait.openedAt).slice(0, 10) : "";
  return asked !== undefined && asked < earliest ? asked : earliest;
}

/** A day, in UTC: an end date may be added, or brought forward, never put off. */
function endDate(link: Link): Html {
  const asked = link.request.accessUntil;
  const day = asked?.slice(0, 10);
  const first = firstDay(link);
  return html`<label for="until"
      >${asked ? `End on (no later than ${readableTime(asked)})` : "End date (optional)"}</label
    >
    ${
      day
        ? html`<input
            type="date"
            id="until"
            name="until"
            value="${day}"
            min="${first}"
            max="${day}"
            required
          />`
        : html`<input type="date" id="until" name="until" min="${first}" />`
    }
    <p>
      <small
        >A day that you choose counts to its end (UTC). With the licence Entra ID P2 Microsoft ends
        the access on that day; without it we ask an administrator to.</small
      >
    </p>`;
}

/** The administrator may agree to less than was asked for, never to more. */
export function choices(link: Link): Html {
  const { access, passwordWriteback, setWritebackFlag } = link.request;
  return html`<fieldset>
    <legend>What you agree to</legend>
    ${option("asked", `As asked for: ${roleNames(link)}`, "checked")}
    ${access.includes(globalAdministrator.templateId) && lesser()}
    ${access.length > 1 && some(link)}
    ${passwordWriteback && without("withoutWriteback", "Without the checks for password write-back")}
    ${setWritebackFlag && without("withoutFlag", "Without setting the directory’s flag for password write-back")}
    ${link.plan?.edition !== 1 && endDate(link)}
  </fieldset>`;
}
