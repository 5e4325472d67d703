import { html, render, type Html } from "./html";

/** What every page has in common; style comes from files of ours only. */
export const wholePage = ({
  title,
  head,
  body,
}: {
  title: string;
  head?: Html;
  body: Html;
}): string =>
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
          ${head}
        </head>
        ${body}
      </html> `,
  );
