import type { Link } from "../../domain/link";
import { html, type Html } from "../html";
import { timeOf } from "./times";

type Said = Link["reasons"][number];

/** What people gave as a reason, with an answer or with an action of theirs. */
function saidOf({ pastWaits, wait, reasons }: Link) {
  const answered = [...pastWaits, ...(wait ? [wait] : [])].flatMap(({ decision }): Said[] => {
    if (!decision?.reason) return [];
    const { type, by, at, reason } = decision;
    return [{ action: type, by, at, reason }];
  });
  // An action that answered a question may stand in both places.
  const all = [...answered, ...reasons];
  const first = new Map(all.map((one) => [`${one.at} ${one.by} ${one.reason}`, one]));
  return [...first.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Who did what, and why, in their own words. */
export const saidWhy = (link: Link): Html | undefined => {
  const said = saidOf(link);
  return said.length === 0
    ? undefined
    : html`<h3>Said why</h3>
        <ul class="checks">
          ${said.map(
            ({ action, by, at, reason }) =>
              html`<li>
                “${reason}” <span class="soft">${action}, by ${by}, ${timeOf(at)}</span>
              </li>`,
          )}
        </ul>`;
};
