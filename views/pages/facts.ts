import { html, type Html, type Part } from "../html";

type Rows = readonly (readonly [name: string, value: Part])[];

/** A table of names and values, without a table; rows without a value are left out. */
export const namedRows = (look: "facts" | "rows", all: Rows): Html =>
  html`<dl class="${look}">
    ${all
      .filter(([, value]) => value)
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
  </dl>`;

export const facts = (all: Rows): Html => namedRows("facts", all);

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
