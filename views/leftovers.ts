import { enterpriseApplications } from "../domain/deepLinks";
import type { Link } from "../domain/link";
import type { Undone } from "../domain/linkParts";
import { html, type Html, type Part } from "./html";

const removeAt = (how: string | null): Part =>
  how
    ? html`<a href="${how}">Open it in the Entra admin centre to remove it</a>`
    : "Remove it in the Entra admin centre";

/** One thing that was done: taken back, or where to remove it. */
export const undoneItem = ({ what, result, how }: Undone): Html =>
  result === "done" ? html`${what}: taken back.` : html`${what}: still there. ${removeAt(how)}.`;

/** The grant that stays when all else is gone; only the customer can remove it. */
export const enterpriseApplication = (link: Link): Html =>
  html`The enterprise application of this service and the permissions that were granted at
    Microsoft. <a href="${enterpriseApplications(link)}">Open Enterprise applications</a>, choose
    it, then Properties and Delete: that removes all of its permissions. Without a sign-in of yours
    they give this service no access.`;
