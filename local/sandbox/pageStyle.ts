import { html } from "../../views/html";

/** The look of all sandbox pages: plain, readable, in the page itself. */
export const pageStyle = html`
  <style>
    body {
      font:
        1rem/1.5 system-ui,
        sans-serif;
      max-width: 60rem;
      margin: 2rem auto;
      padding: 0 1rem;
      color: #1b1b1b;
      background: #fff;
    }
    h1 {
      font-size: 1.5rem;
    }
    h2 {
      font-size: 1.15rem;
    }
    table {
      border-collapse: collapse;
      display: block;
      overflow-x: auto;
    }
    th,
    td {
      border: 1px solid #767676;
      padding: 0.25rem 0.5rem;
      text-align: left;
      vertical-align: top;
    }
    button {
      font: inherit;
      padding: 0.5rem 1rem;
      margin: 0.25rem 0;
      cursor: pointer;
    }
    button.wide {
      display: block;
      width: 100%;
      max-width: 28rem;
      text-align: left;
    }
    .note {
      color: #4a4a4a;
    }
    pre {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      background: #f3f3f3;
      padding: 0.5rem;
    }
    iframe {
      width: 100%;
      height: 56rem;
      resize: vertical;
      border: 1px solid #767676;
    }
    p,
    dd,
    li {
      overflow-wrap: anywhere;
    }
  </style>
`;
