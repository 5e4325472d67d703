import { html, render, type Html } from "../../views/html";
import type { Answer } from "./http/answer";
import { pageStyle } from "./pageStyle";

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
}

/** The frame of all sandbox pages: one heading, no script, and no policy that stops redirects to the app. */
export function page({ title, body, status = 200 }: PageParts): Answer {
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - sandbox</title>
        ${pageStyle}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: render(text),
  };
}
