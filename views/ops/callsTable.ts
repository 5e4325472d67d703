import type { CallRecord } from "../../domain/callRecords";
import { html, type Html } from "../html";
import { timeOf } from "./times";

const failed = ({ status }: CallRecord): boolean => status === 0 || status >= 400;

const row = (call: CallRecord): Html =>
  html`<tr class="${failed(call) ? "no" : "yes"}">
    <td>${timeOf(call.at)}</td>
    <td><code>${call.step}</code></td>
    <td><code>${call.method} ${call.path}</code></td>
    <td>${call.status === 0 ? "no answer" : call.status}</td>
    <td>
      ${call.requestId ? html`<code>${call.requestId}</code>` : html`<span class="soft">–</span>`}
    </td>
  </tr>`;

/** What was called in the directory; the request ids are what Microsoft’s support asks for. */
export const callsTable = (calls: readonly CallRecord[]): Html =>
  calls.length === 0
    ? html`<p class="soft">None yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Calls to Microsoft">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Step</th>
              <th scope="col">Call</th>
              <th scope="col">Answer</th>
              <th scope="col">Microsoft’s request id</th>
            </tr>
          </thead>
          <tbody>
            ${calls.map(row)}
          </tbody>
        </table>
      </div>`;
