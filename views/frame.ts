import { html, render, type Html } from "./html";

/** A whole page: one heading, one main part, no script, style from `/style.css` only. */
export const page = ({ title, body }: { title: string; body: Html }): string =>
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
        </head>
        <body>
          <header><span>Directory link</span></header>
          <main>
            <h1>${title}</h1>
            ${body}
          </main>
          <footer>
            <p>
              Directory link lets an outside account manage a Microsoft Entra directory, and only
              after an administrator of that directory has agreed. It never asks for a password: you
              sign in at Microsoft.
            </p>
          </footer>
        </body>
      </html> `,
  );
