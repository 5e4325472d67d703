import { accountPage, adminCentre } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import { html, type Html, type Part } from "../html";
import { rows } from "./caseRequest";

const id = (value: string | null | undefined): Part => value && html`<code>${value}</code>`;

export const evidenceLinks = ({ id: linkId }: Pick<Link, "id">): Html =>
  html`<p>
    <a href="/ops/links/${linkId}/evidence">Evidence, to print</a> ·
    <a href="/ops/links/${linkId}/evidence?format=json">as JSON</a>
  </p>`;

const inCentre = (link: Link): Part =>
  link.directory &&
  html`<a href="${adminCentre(link)}" rel="noopener noreferrer">this directory</a>${
      link.account.objectId &&
      html`, <a href="${accountPage(link)}" rel="noopener noreferrer">the account there</a>`
    }`;

/** What Microsoft’s support, and our own logs, know it by. */
export const rawIds = (link: Link): Html =>
  rows([
    ["Link", id(link.id)],
    ["Run", id(link.runId)],
    ["Run of the end", id(link.ending?.runId)],
    ["Directory (tenant)", id(link.directory?.tenantId)],
    ["Administrator", id(link.consent?.person.objectId)],
    ["Account (object)", id(link.account.objectId)],
    [
      "Role assignments",
      link.roles.some(({ assignmentId }) => assignmentId) &&
        link.roles.map(({ assignmentId }) => assignmentId && html`${id(assignmentId)} `),
    ],
    ["Admin centre", inCentre(link)],
    ["Version", link.version],
  ]);
