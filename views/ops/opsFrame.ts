import { html, type Html } from "../html";
import { wholePage } from "../wholePage";

/** Who looks, and the anti-forgery token of every form that they get. */
export interface Viewer {
  readonly name: string;
  readonly csrf: string;
  /** Whether whoever runs this service has paused it. */
  readonly paused: boolean;
}

export interface OpsPage {
  readonly title: string;
  /** Nobody, on pages that only say why there is no session. */
  readonly viewer: Viewer | undefined;
  readonly body: Html;
  /** Where it belongs, above the heading. */
  readonly crumb?: Html;
  /** When it was made; a page that has it is kept up to date by script. */
  readonly fresh?: string;
}

export const csrfField = ({ csrf }: Pick<Viewer, "csrf">): Html =>
  html`<input type="hidden" name="csrf" value="${csrf}" />`;

const who = (viewer: Viewer): Html =>
  html`<form method="post" action="/ops/signout" class="who">
    ${csrfField(viewer)} <span>Signed in as <strong>${viewer.name}</strong></span>
    <button class="quiet">Sign out</button>
  </form>`;

/** On every page: an operator who wonders why nothing moves finds the answer where they look. */
const pauseNote = html`<aside class="paused" aria-label="Pause">
  <p>
    <strong>This service is paused.</strong> New links are refused; consent, first sign-ins and ends
    of access wait, and nothing is changed in a customer’s directory. Reading, mails, deadlines,
    declining, passing on and what you do here go on; afterwards every case goes on by itself.
  </p>
</aside>`;

const freshness = (at: string): Html =>
  html`<p id="fresh" class="fresh" role="status" data-every="20">
    As of <time datetime="${at}">${at.slice(11, 19)} UTC</time>.
    <noscript>Reload the page to see what is new.</noscript>
  </p>`;

/** A page for operators: wider than people's pages, with a style sheet and a script of its own. */
export const opsPage = ({ title, viewer, body, crumb, fresh }: OpsPage): string =>
  wholePage({
    title,
    head: html`<link rel="stylesheet" href="/ops.css" />
      ${fresh && html`<script src="/ops.js" defer></script>`}`,
    body: html`<body class="ops">
      <header>
        <a class="home" href="/ops">Directory link <small>Operators</small></a>
        ${viewer && who(viewer)}
      </header>
      ${viewer?.paused && pauseNote}
      <main>
        ${crumb && html`<p class="crumb">${crumb}</p>`}
        <h1>${title}</h1>
        ${body}
      </main>
      <footer>${fresh && freshness(fresh)}</footer>
    </body>`,
  });
