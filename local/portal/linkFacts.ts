import type { LinkView } from "../../domain/linkView";
import { html, type Html } from "../../views/html";
import { momentWords } from "../timeline/storyTime";
import { nextStep } from "./listView";

/** A link in short: where it stands, what was agreed, how it went. */
export function linkFacts(link: LinkView): Html {
  const rows: [string, Html | string | null][] = [
    ["Status", link.status],
    ["Next", nextStep(link)],
    ["Waits until", link.expiresAt && momentWords(link.expiresAt)],
    ["Next reminder", link.nextReminderAt && momentWords(link.nextReminderAt)],
    ["Directory", directory(link)],
    ["Roles", link.access.roles.map((role) => `${role.name}: ${role.state}`).join(", ")],
    ["How they are given", link.access.assignment],
    ["Access until", until(link)],
    ["Password write-back", writebackState(link)],
    ["Declined because", link.declined?.reason ?? null],
    ["Could not go on", link.failure?.meaning ?? null],
    ["Its end was begun by", link.ending?.by ?? null],
    ["Taken back", takenBack(link)],
  ];
  return html`<dl>
    ${rows
      .filter(([, value]) => value !== null)
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

const enforced = {
  entra: "Entra ends it by itself",
  reminder: "an administrator is asked to end it",
} as const;

function until({ access: { until: end } }: LinkView): string | null {
  if (!end) return null;
  const who = end.enforcedBy === null ? "not known yet who ends it" : enforced[end.enforcedBy];
  return `${momentWords(end.at)}: ${who}`;
}

function writebackState({ passwordWriteback: { state, signedOff } }: LinkView): string {
  return signedOff ? `${state} by ${signedOff.by}, ${momentWords(signedOff.at)}` : state;
}

const takenBack = ({ undone }: LinkView): string | null =>
  undone.map(({ what, result, how }) => `${what}: ${result}${how ? ` (${how})` : ""}`).join("; ") ||
  null;

const directory = ({ directory: { tenantId, name, domain } }: LinkView): Html =>
  tenantId
    ? html`<a href="/directory/${tenantId}">${name ?? domain}</a>`
    : html`${domain}, being looked up`;
