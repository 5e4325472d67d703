import type { Answer } from "../sandbox/http/answer";
import { html, render, type Html } from "../../views/html";

const style = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#f6f6f4}
main,header{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}main{padding-bottom:2rem}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:0 0 .75rem}
section{background:#fff;border:1px solid #d9d9d4;border-radius:6px;padding:1.1rem 1.25rem;margin:1.1rem 0}
.two{display:grid;gap:0 1.1rem;grid-template-columns:minmax(0,1fr)}@media(min-width:56rem){.two{grid-template-columns:minmax(0,3fr) minmax(0,2fr);align-items:start}}
label{display:block;font-weight:600;margin-top:.75rem}label.tick{font-weight:400}
input[type=text],input[type=date],select{font:inherit;width:100%;box-sizing:border-box;padding:.4rem .5rem;border:1px solid #767676;border-radius:4px;background:#fff}
input[aria-invalid=true]{border:2px solid #a4262c}
.wrong{color:#a4262c;margin:.2rem 0 0}.hint,.quiet{color:#4a4a4a}.hint{margin:.2rem 0 0;font-size:.9rem}
button{font:inherit;padding:.45rem .9rem;border:1px solid #1f5a7a;border-radius:4px;background:#fff;color:#1f5a7a;cursor:pointer;margin:.15rem .3rem .15rem 0}
button.main{background:#1f5a7a;color:#fff;margin-top:1rem}
:focus-visible{outline:3px solid #1f5a7a;outline-offset:2px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid #e4e4df;overflow-wrap:break-word}
th{font-weight:600}.status{font-weight:600}.status,.id{white-space:nowrap}
.scroll{overflow-x:auto}.scroll table{min-width:46rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:#4a4a4a}dd{margin:0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f4;padding:.75rem;font-size:.85rem}
.alert{border-left:5px solid #a4262c}.said{border-left:5px solid #2e6b34}
ol,ul{padding-left:1.25rem;margin:.25rem 0}li{overflow-wrap:anywhere}a{color:#1f5a7a}nav a{margin-right:1rem}`;

export interface PortalPage {
  readonly title: string;
  readonly lead?: Html;
  readonly body: Html;
  readonly status?: number;
  /** Ask again by itself after so many seconds. */
  readonly refresh?: number;
}

/** The frame of the portal's pages: works without script, one heading, nothing kept by the browser. */
export function portalPage({ title, lead, body, status = 200, refresh }: PortalPage): Answer {
  const again =
    refresh !== undefined && html`<meta http-equiv="refresh" content="${String(refresh)}" />`;
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${again}
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${lead}
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: render(text),
  };
}

export const seeOther = (to: string): Answer => ({
  status: 303,
  headers: { location: to, "cache-control": "no-store" },
});
