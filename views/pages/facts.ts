import { html, type Html, type Part } from "../html";

/** A table of names and values for a page, without a table; rows without a value are left out. */
export const facts = (rows: readonly (readonly [name: string, value: Part])[]): Html =>
  html`<dl class="facts">
    ${rows
      .filter(([, value]) => value)
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
  </dl>`;

/** Terms with their meaning, one under the other. */
export const meanings = (rows: readonly (readonly [term: Part, meaning: Part])[]): Html =>
  html`<dl class="list">
    ${rows.map(
      ([term, meaning]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${meaning}</dd>
        </div> `,
    )}
  </dl>`;
