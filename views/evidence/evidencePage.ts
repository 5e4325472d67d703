import type { Evidence } from "../../domain/evidence";
import { page } from "../frame";
import { html, inlineStyle, type Html } from "../html";
import { facts } from "../pages/facts";
import { statusWords } from "../statusWords";
import { styleSheet } from "../styleSheet";
import {
  callsTable,
  mailsTable,
  peopleTable,
  questionsTable,
  timelineTable,
} from "./evidenceTables";
import { orErased, shortTime } from "./evidenceWords";

const section = (title: string, ...parts: readonly Html[]): Html =>
  html`<section>
    <h2>${title}</h2>
    ${parts}
  </section>`;

const list = (words: readonly string[], none: string): Html =>
  words.length > 0
    ? html`<ul>
        ${words.map((one) => html`<li>${one}</li>`)}
      </ul>`
    : html`<p>${none}</p>`;

const aboutLink = ({ link, sha256 }: Evidence): Html =>
  facts([
    ["Request", link.id],
    ["How it stands", statusWords(link.status)],
    ["Directory", `${link.directory.name ?? ""} ${link.directory.domain}`.trim()],
    ["Directory id", link.directory.tenantId],
    ["Ticket", link.ticket?.id],
    ["Why it was asked for", link.reason && `“${link.reason}”`],
    ["Asked", shortTime(link.createdAt)],
    ["Finished", link.finishedAt && shortTime(link.finishedAt)],
    ["Version", String(link.version)],
    ["Names and addresses erased", link.erasedAt && shortTime(link.erasedAt)],
    ["SHA-256 of this evidence", html`<code>${sha256}</code>`],
  ]);

function aboutPeople({ people }: Evidence): Html {
  const { administrator, consentedBy, account, endedBy } = people;
  return facts([
    ["Administrator asked", orErased(administrator.name ?? administrator.email)],
    [
      "Agreed",
      consentedBy &&
        html`${orErased(consentedBy.name)}, object ${consentedBy.objectId} in
        ${consentedBy.tenantId}, ${shortTime(consentedBy.at)}`,
    ],
    ["Outside account", orErased(account.email)],
    ["Its object in the directory", account.objectId],
    ["Signed in", account.signedInAt && shortTime(account.signedInAt)],
    [
      "Ended by",
      endedBy &&
        html`${endedBy.by},
        ${shortTime(endedBy.since)}${
          endedBy.proven && html`; proven by object ${endedBy.proven.objectId}`
        }`,
    ],
  ]);
}

const aboutPlan = ({ plan }: Evidence): Html =>
  html`${facts([
    ["Hash as it was offered", plan.offeredHash],
    ["Hash as it was agreed to", plan.agreedHash],
    ["Agreed to less than was asked", plan.isNarrowed && "yes"],
    ["Permissions", plan.permissions.join(", ")],
  ])}
  ${list(
    plan.steps.map(({ words }) => words),
    "There is no plan: the directory was not found.",
  )}
  ${
    plan.offered.steps &&
    plan.agreedHash !== null &&
    plan.offeredHash !== plan.agreedHash &&
    html`<h3>As it was offered</h3>
      ${list(
        plan.offered.steps.map(({ words }) => words),
        "",
      )}
      <p>Permissions: ${plan.offered.permissions?.join(", ")}</p>`
  }`;

const beforeAndAfter = ({ before, after }: Evidence): Html =>
  html`<h3>Before</h3>
    ${list(
      [
        ...(before.preflight?.warnings.map(({ words }) => words) ?? []),
        ...before.rolesHeldBefore.map(({ name }) => `The account held the role ${name} already`),
      ],
      "Nothing that people had to know was seen before the first change.",
    )}
    <h3>After</h3>
    ${list(
      [
        ...after.roles.map(({ name, state, assignmentId }) =>
          [`Role ${name}: ${state}`, ...(assignmentId ? [`assignment ${assignmentId}`] : [])].join(
            ", ",
          ),
        ),
        ...after.passwordWriteback.checks.map(({ words }) => words),
        ...after.undone.map(({ what, result }) => `${what}: ${result}`),
      ],
      "Nothing was changed in the directory.",
    )}`;

/** The evidence of a link to read, to print and to keep as a file; it says no more than the JSON does. */
export const evidencePage = (evidence: Evidence): string =>
  page({
    title: `Evidence of request ${evidence.link.id}`,
    style: inlineStyle(styleSheet),
    body: html`${aboutLink(evidence)}
    ${section("People", aboutPeople(evidence), peopleTable(evidence))}
    ${section("Plan", aboutPlan(evidence))} ${section("Before and after", beforeAndAfter(evidence))}
    ${section("Questions and deadlines", questionsTable(evidence))}
    ${section("What happened", timelineTable(evidence))} ${section("Mails", mailsTable(evidence))}
    ${section("Calls to Microsoft", callsTable(evidence))}
    ${section(
      "Reasons given",
      list(
        evidence.reasons.map(
          ({ action, by, at, reason }) => `${action}, ${by}, ${shortTime(at)}: “${reason}”`,
        ),
        "None.",
      ),
    )}`,
  });
