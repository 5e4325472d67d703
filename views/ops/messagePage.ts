import { html, type Html } from "../html";
import { opsPage, type Viewer } from "./opsFrame";

export interface Message {
  readonly viewer: Viewer | undefined;
  readonly title: string;
  readonly happened: string;
  /** What was not done because of it. */
  readonly unchanged?: string | undefined;
  readonly next: string;
  readonly back: { readonly url: string; readonly name: string };
  /** Codes to quote. */
  readonly code: string;
}

/** A refusal, in the same voice as people’s pages: what happened, that nothing changed, what to do. */
export const messagePage = (message: Message): string => {
  const { viewer, title, happened, unchanged, next, back, code } = message;
  const body: Html = html`<div class="narrow">
    <p class="lead">${happened}</p>
    ${unchanged && html`<p><strong>Nothing was changed.</strong> ${unchanged}</p>`}
    <h2>What you can do</h2>
    <p>${next}</p>
    <p><a class="button" href="${back.url}">${back.name}</a></p>
    <p class="small">If you ask for help, give this code: <code>${code}</code>.</p>
  </div>`;
  return opsPage({ title, viewer, body });
};
