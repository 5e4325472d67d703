/** The one style sheet of all pages; the doors serve it at `/style.css`, so that the CSP needs no inline style. */
export const styleSheet = `:root {
  color-scheme: light dark;
  --ground: #f4f6f8; --paper: #ffffff; --ink: #1b2127; --soft: #4d5762; --line: #d3dae1;
  --accent: #0b57a4; --on-accent: #ffffff; --accent-strong: #083f78;
  --warn-ground: #fff5e0; --warn-line: #b26a00; --warn-ink: #3d2800;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161b; --paper: #1b2129; --ink: #e8ecf0; --soft: #aeb8c3; --line: #394350;
    --accent: #8fc1ff; --on-accent: #0a1a2c; --accent-strong: #bcdaff;
    --warn-ground: #33270f; --warn-line: #e0a33e; --warn-ink: #f8e6c4;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
header, main, body > footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.25rem; padding-bottom: 1.25rem; color: var(--soft); font-weight: 600; }
header span { border-left: .3rem solid var(--accent); padding-left: .6rem; }
main {
  background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding-top: 1.5rem; padding-bottom: 1.75rem;
}
body > footer { padding-top: 1.25rem; padding-bottom: 2.5rem; color: var(--soft); font-size: .9375rem; }
h1 { margin: 0 0 .75rem; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.25rem; line-height: 1.35; }
h3 { margin: 0 0 .35rem; font-size: 1.0625rem; line-height: 1.4; }
p, ul, ol, dl, blockquote { margin: 0 0 1rem; }
ul, ol { padding-left: 1.4rem; }
li { margin-bottom: .5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { color: var(--accent-strong); }
small, .small { font-size: .9375rem; color: var(--soft); }
code { font: .9375em/1.4 ui-monospace, Consolas, Menlo, monospace; }
pre {
  margin: 0 0 1rem; padding: .65rem .9rem; white-space: pre-wrap; background: var(--ground);
  border: 1px solid var(--line); border-radius: .375rem;
}
.steps > li { margin-bottom: 1.5rem; }
.by { font-size: .9375rem; color: var(--soft); }
.lead { margin-bottom: 1rem; font-size: 1.125rem; }
.facts { border: 1px solid var(--line); border-radius: .375rem; }
.facts > div { padding: .65rem .9rem; }
.facts > div + div { border-top: 1px solid var(--line); }
dt { font-weight: 600; }
dd { margin: 0; }
.facts dt { color: var(--soft); }
.facts small { display: block; }
.list > div { margin-bottom: .75rem; }
blockquote { margin: 0; padding-left: .75rem; border-left: .2rem solid var(--line); }
.warning {
  margin: 0 0 1rem; padding: .9rem 1rem; color: var(--warn-ink); background: var(--warn-ground);
  border: 1px solid var(--warn-line); border-left-width: .4rem; border-radius: .375rem;
}
.warning > :last-child { margin-bottom: 0; }
form { margin: 0 0 1.5rem; }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
fieldset { margin: 0 0 1rem; padding: .25rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
fieldset p { margin: .5rem 0; }
fieldset label { font-weight: 400; }
input[type="text"], input[type="email"], input[type="date"] {
  width: 100%; min-height: 2.75rem; margin-bottom: .75rem; padding: .5rem .75rem; font: inherit;
  color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem;
}
button, .button {
  display: inline-block; min-height: 3rem; padding: .7rem 1.5rem; font: inherit; font-weight: 600; line-height: 1.4;
  text-align: center; text-decoration: none; cursor: pointer; border-radius: .375rem;
  color: var(--on-accent); background: var(--accent); border: 2px solid var(--accent);
}
button:hover, .button:hover { color: var(--on-accent); background: var(--accent-strong); border-color: var(--accent-strong); }
button + button { margin-left: .75rem; }
.quiet { color: var(--accent); background: transparent; }
.quiet:hover { color: var(--accent-strong); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .2rem; }
@media (min-width: 40rem) {
  header, main, body > footer { padding-left: 2rem; padding-right: 2rem; }
  .facts > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
}
@media (max-width: 28rem) {
  h1 { font-size: 1.5rem; }
  button, .button { display: block; width: 100%; }
  button + button { margin: .75rem 0 0; }
  main { border-left: 0; border-right: 0; border-radius: 0; }
}
.table { overflow-x: auto; margin: 0 0 1rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; line-height: 1.4; }
th, td { padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
.table th, .table td { overflow-wrap: break-word; }
.table td:nth-child(2) { min-width: 6.5rem; }
.table td:nth-child(3) { min-width: 11rem; overflow-wrap: anywhere; }
.table td:last-child { min-width: 6rem; overflow-wrap: anywhere; }
@media print {
  header, body > footer, form { display: none; }
  main { border: 0; max-width: none; }
  .table { overflow: visible; }
  tr, .facts > div { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
