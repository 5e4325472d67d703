import { html, render, type Html } from "../html";

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
    <strong>This service is paused.</strong> New links are refused, and nothing is begun in a
    customer’s directory: consent, first sign-ins and ends of access wait, and every case goes on by
    itself once the pause is over. Reading, mails and reminders, deadlines, declining and passing on
    go on. What you do here is taken down; steps in a directory follow later.
  </p>
</aside>`;

const freshness = (at: string): Html =>
  html`<p id="fresh" class="fresh" role="status" data-every="20">
    As of <time datetime="${at}">${at.slice(11, 19)} UTC</time>.
    <noscript>Reload the page to see what is new.</noscript>
  </p>`;

/** A page for operators: wider than people's pages, with a style sheet and a script of its own. */
export const opsPage = ({ title, viewer, body, crumb, fresh }: OpsPage): string =>
  render(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex, nofollow" />
          <title>${title} · Directory link</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/style.css" />
          <link rel="stylesheet" href="/ops.css" />
          ${fresh && html`<script src="/ops.js" defer></script>`}
        </head>
        <body class="ops">
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
        </body>
      </html> `,
  );
