import type { Answer } from "./http/answer";
import { html, type Html } from "./html";

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}
button{font:inherit;padding:.5rem 1rem;margin:.25rem 0;cursor:pointer}button.wide{display:block;width:100%;max-width:28rem;text-align:left}
.note{color:#4a4a4a}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:.5rem}iframe{width:100%;height:32rem;border:1px solid #767676}
td,dd,li{overflow-wrap:anywhere}`;

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
        <style>
          ${{ html: style }}
        </style>
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
    body: text.html,
  };
}
