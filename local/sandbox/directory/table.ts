import { html, type Html } from "../../../views/html";

export type Cell = string | Html;

/** Rows below a head, or "None." */
export function table(head: string[], rows: Cell[][]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<table>
    <thead>
      <tr>
        ${head.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((text) => html`<td>${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
