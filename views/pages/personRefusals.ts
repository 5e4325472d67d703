import { ownEligibleRoles } from "../../domain/deepLinks";
import { mayAgree } from "../../domain/roles";
import { html } from "../html";
import { permissionWords } from "../permissionWords";
import { directoryMeant, nothingGiven, whoAsked, type Refused, type RefusalWords } from "./refusal";

const agreeing = mayAgree.map((role) => role.name).join(" or ");
/** The roles that may do what was wanted: agree, or end the access. */
const rolesFor = ({ detail }: Refused): string => detail?.roles?.join(" or ") ?? agreeing;

const missing = (scope: string) => {
  const { shownAs, why } = permissionWords(scope);
  return html`<li>
    ${shownAs ?? why[0]} <small><code>${scope}</code></small>
  </li>`;
};

/** Refusals of an administrator: who signed in, or what they granted, is not what the question needs. */
export const personRefusals = {
  wrong_directory: (refused: Refused): RefusalWords => ({
    title: "You signed in to another directory",
    happened: html`The request is about <strong>${directoryMeant(refused)}</strong>. Your sign-in
      was in another
      directory${refused.detail?.found && html`, with the tenant id <code>${refused.detail.found}</code>`}.`,
    unchanged: `In ${directoryMeant(refused)} nothing was done by this sign-in.`,
    next: html`Begin again and sign in with an account of ${directoryMeant(refused)}; choose “Use
    another account” if Microsoft offers the wrong one. If you granted anything in the other
    directory, it stays there until you remove it: in that directory’s Entra admin centre open
    Enterprise applications, choose this app, then Properties and Delete. We cannot use it without a
    sign-in there.`,
  }),
  not_an_administrator: (refused: Refused): RefusalWords => ({
    title: "Your account may not agree to this",
    happened: html`Somebody who holds one of these roles in ${directoryMeant(refused)} has to agree:
      <strong>${rolesFor(refused)}</strong>. Your account holds no such role at this moment.`,
    unchanged: nothingGiven(refused),
    next: html`If this browser is signed in with another account of yours, sign out of Microsoft or
    open the mailed link in a private window. If you hold the role only when you need it (“eligible”
    in Privileged Identity Management), activate it, wait some minutes and begin again. If you do
    not hold it, ask a colleague who does, or tell ${whoAsked(refused)}.`,
  }),
  role_not_active: (refused: Refused): RefusalWords => ({
    title: "Your role is not active now",
    happened: html`Your account may hold <strong>${rolesFor(refused)}</strong> in
      ${directoryMeant(refused)} (“eligible” in Privileged Identity Management), and the role is not
      activated at this moment.`,
    unchanged: nothingGiven(refused),
    next: html`${
      refused.link
        ? html`<a href="${ownEligibleRoles(refused.link)}"
            >Open your roles in Privileged Identity Management</a
          >`
        : "Open your roles in Privileged Identity Management"
    },
    activate the role, wait some minutes, and begin again here.`,
  }),
  needs_administrator: (refused: Refused): RefusalWords => ({
    title: "Microsoft asks for an administrator",
    happened: html`The account that you signed in with may not grant these permissions in
    ${directoryMeant(refused)}. Only an administrator may.`,
    unchanged: nothingGiven(refused),
    next: html`Begin again and sign in with an account that is ${agreeing}; choose “Use another
    account” if Microsoft offers the wrong one. If your role is only eligible (Privileged Identity
    Management), activate it first and wait some minutes. If you have none, ask a colleague who has,
    or tell ${whoAsked(refused)}.`,
  }),
  consent_incomplete: (refused: Refused): RefusalWords => ({
    title: "A permission is missing",
    happened: html`Microsoft did not grant everything that the plan needs. Missing:
      <ul>
        ${refused.detail?.missing?.map(missing)}
      </ul>`,
    unchanged: nothingGiven(refused),
    next: html`Begin again and accept Microsoft’s page as a whole. If your organisation does not
    allow a permission, tell ${whoAsked(refused)}, or decline on our page. What you granted already
    is listed in the Entra admin centre under Enterprise applications, and can be removed there.`,
  }),
  consent_declined: (refused: Refused): RefusalWords => ({
    title: "You cancelled at Microsoft",
    happened: html`You pressed Cancel on Microsoft’s page, or Microsoft did not let you agree. The
    question is still open.`,
    unchanged: nothingGiven(refused),
    next: html`You can begin again, or decline on our page so that nobody reminds you. You can also
    leave it: the question ends by itself when its time is over.`,
  }),
};
