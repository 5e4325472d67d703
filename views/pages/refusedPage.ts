import { directoryName } from "../aboutLink";
import { askerWithDomain } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { facts } from "./facts";
import type { Refused } from "./refusal";
import { refusals } from "./refusals";

/** One page for each refusal: what happened, that nothing was changed, what to do next. */
export function refusedPage(refused: Refused): string {
  const { code, link, caller, againUrl } = refused;
  const { title, happened, unchanged, next } = refusals[code](refused);
  const body = html`<div class="lead">${happened}</div>
    <p><strong>Nothing was changed.</strong> ${unchanged}</p>
    <h2>What you can do</h2>
    <p>${next}</p>
    ${againUrl && html`<p><a class="button" href="${againUrl}">Begin again</a></p>`}
    ${
      (link ?? caller) &&
      html`<h2>The request</h2>
        ${facts([
          ["Asked by", caller && askerWithDomain(caller)],
          ["Ticket", link?.request.ticket?.id],
          ["Directory", link && directoryName(link)],
        ])}`
    }
    <p class="small">If you ask for help, give this code: <code>${code}</code>.</p>`;
  return page({ title, body });
}
