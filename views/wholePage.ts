import { html, render, type Html } from "./html";

const styleFile = html`<link rel="stylesheet" href="/style.css" />`;

/** What every page has in common; style comes from our file, or stands in the page that is kept elsewhere. */
export const wholePage = ({
  title,
  style = styleFile,
  head,
  body,
}: {
  title: string;
  style?: Html;
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
          ${style} ${head}
        </head>
        ${body}
      </html> `,
  );
