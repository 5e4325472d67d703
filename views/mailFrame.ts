import { html, render, type Html, type Part } from "./html";

/** Mail programs know inline styles only. No colours but the button's, so that dark mode stays theirs. */
const font = "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";
const button =
  "display:inline-block;padding:12px 24px;border-radius:6px;background-color:#0b57a4;color:#ffffff;font-weight:bold;text-decoration:none";
const rule = "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8a94a0";

export const paragraph = (...parts: readonly Part[]): Html =>
  html`<p style="margin:0 0 16px">${parts}</p> `;

export const heading = (text: string): Html =>
  html`<h2 style="margin:24px 0 8px;font-size:18px">${text}</h2> `;

/** Names and values, one a line: plain mail programs show them as a list of lines. */
export const lines = (rows: readonly (readonly [name: string, value: Part])[]): Html =>
  html`<p style="${rule}">
    ${rows
      .filter(([, value]) => value)
      .map(([name, value], i) => html`${i > 0 && html`<br /> `}<strong>${name}:</strong> ${value}`)}
  </p> `;

export const list = (items: readonly Part[]): Html =>
  html`<ul style="margin:0 0 16px;padding-left:24px">
    ${items.map((item) => html`<li style="margin:0 0 8px">${item}</li>`)}
  </ul> `;

/** The one thing to press; its text says where it leads. */
export const mailButton = (url: string, text: string): Html =>
  html`<p style="margin:24px 0"><a href="${url}" style="${button}">${text}</a></p> `;

export const mailLink = (url: string, text: string): Html => html`<a href="${url}">${text}</a>`;

export const mailFrame = ({ title, body }: { title: string; body: Html }): string =>
  render(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
        </head>
        <body style="margin:0;padding:16px">
          <div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere;${font}">
            <h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${title}</h1>
            ${body}
          </div>
        </body>
      </html> `,
  );
