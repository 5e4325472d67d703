import { opsCaseStyle } from "./opsCaseStyle";

/** Served at `/ops.css`, after `/style.css`: wider and denser, for people who look at many cases a day. */
export const opsStyle = `:root {
  --bad: #b3261e; --bad-ground: #fdecea; --warn: #9a5b00; --warn-soft: #fff4df; --good: #1b6e3c; --good-ground: #e4f4ea;
  --track: #e6ebf0; --hover: #f7f9fb;
  --who-administrator: #0b57a4; --who-account: #0f7b83; --who-directory: #7a8794; --who-operator: #b3261e;
  --may: #a9c9ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bad: #ff9d94; --bad-ground: #3a1a18; --warn: #f0b860; --warn-soft: #33270f; --good: #7fd6a0; --good-ground: #14301f;
    --track: #2a323c; --hover: #212832;
    --who-administrator: #6aa9f0; --who-account: #4cc0c8; --who-directory: #8593a1; --who-operator: #ff8379;
    --may: #35597f;
  }
}
.ops { font-size: .9375rem; line-height: 1.45; }
.ops > header, .ops > main, .ops > footer { max-width: 80rem; padding-left: 1rem; padding-right: 1rem; }
.ops > header {
  display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between;
  padding-top: .75rem; padding-bottom: .75rem; font-weight: 400;
}
.ops .home { color: var(--ink); font-weight: 600; text-decoration: none; border-left: .3rem solid var(--accent); padding-left: .6rem; }
.ops .home small { font-weight: 400; }
.ops .who { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; margin: 0; font-size: .875rem; }
.ops .who span { border: 0; padding: 0; }
.ops > main { background: none; border: 0; padding-top: 0; padding-bottom: 1rem; }
.ops > footer { padding-top: .5rem; padding-bottom: 2rem; font-size: .8125rem; }
.ops h1 { margin: .25rem 0 .5rem; font-size: 1.5rem; }
.ops h2 { margin: 0 0 .5rem; font-size: 1.0625rem; }
.ops h3 { margin: 1rem 0 .25rem; font-size: .9375rem; }
.ops p, .ops ul, .ops ol, .ops dl { margin-bottom: .6rem; }
.ops .small, .ops small { font-size: .8125rem; }
.ops code { font-size: .85em; }
.ops .soft, .ops .abs { color: var(--soft); }
.ops .abs { font-size: .8125rem; white-space: nowrap; }
.ops .lead { margin-bottom: .75rem; font-size: 1rem; }
.ops section { margin: 0 0 1rem; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
.ops section > :last-child { margin-bottom: 0; }
.ops button, .ops .button { min-height: 2.5rem; padding: .45rem 1rem; font-size: .9375rem; }
.ops .who button { min-height: 2rem; padding: .2rem .75rem; font-size: .875rem; border-width: 1px; }
.ops .risky { color: var(--bad); background: none; border-color: var(--bad); }
.ops .risky:hover { color: #fff; background: #b3261e; border-color: #b3261e; }
.ops .danger { color: #fff; background: #b3261e; border-color: #b3261e; }
.ops .danger:hover { color: #fff; background: #8c1d17; border-color: #8c1d17; }
.ops details { margin-top: .5rem; }
.ops summary { cursor: pointer; color: var(--accent); width: fit-content; }
.ops .calm { margin: 0; color: var(--soft); }
.tag {
  display: inline-block; padding: .05rem .5rem; font-size: .8125rem; font-weight: 600; border-radius: 1rem;
  color: var(--accent); background: var(--track); white-space: nowrap;
}
.tag.bad { color: var(--bad); background: var(--bad-ground); }
.tag.warn { color: var(--warn); background: var(--warn-soft); }
.tag.good { color: var(--good); background: var(--good-ground); }
.tag.over { color: var(--soft); }
.badge { display: inline-block; min-width: 1.5rem; padding: 0 .4rem; text-align: center; font-size: .875rem; color: #fff; background: #b3261e; border-radius: 1rem; }
.needs { display: grid; gap: .6rem; margin: 0; padding: 0; list-style: none; }
.needs > li { margin: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-left: .3rem solid var(--warn); border-radius: .375rem; }
.needs > li.bad { border-left-color: var(--bad); }
.needs p { margin: 0; }
.needs .tag { margin-right: .35rem; }
.needs .what a { font-weight: 600; }
.needs .what .soft { font-size: .8125rem; }
.two { display: grid; gap: 0 1rem; }
.waiting { margin: 0; padding: 0; list-style: none; }
.waiting li { display: grid; grid-template-columns: 1fr auto; gap: .15rem .5rem; margin-bottom: .75rem; }
.waiting svg { grid-column: 1 / -1; display: block; }
.filters { display: grid; gap: .5rem .75rem; margin-bottom: .75rem; }
.filters p { margin: 0; }
.ops label { margin-bottom: .15rem; font-size: .8125rem; }
.ops input[type="text"], .ops input[type="email"], .ops input[type="number"], .ops select {
  width: 100%; min-height: 2.5rem; margin: 0; padding: .35rem .6rem; font: inherit; color: var(--ink);
  background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem;
}
.filters .go { display: flex; gap: 1rem; align-items: center; align-self: end; }
.pages { display: flex; gap: 1.5rem; margin-top: .75rem; }
table { width: 100%; border-collapse: collapse; }
.cases thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.cases tr { display: grid; gap: .15rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.cases th, .cases td { padding: 0; text-align: left; }
.cases th { font-weight: 600; font-size: 1rem; }
.cases th .abs { display: block; font-weight: 400; white-space: normal; }
.cases td { padding-left: 6.5rem; }
.cases td .tag, .cases td .abs { white-space: normal; }
.cases td::before { content: attr(data-label) " "; display: inline-block; width: 6.5rem; margin-left: -6.5rem; font-size: .8125rem; color: var(--soft); }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline-offset: 0; }
.plain th, .plain td { padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
.plain thead th { border-top: 0; font-size: .8125rem; color: var(--soft); white-space: nowrap; }
.ops svg { display: block; max-width: 100%; overflow: visible; }
.ops svg text { fill: var(--ink); font-size: 13px; }
.ops svg .name { font-weight: 600; }
.ops svg .soft { fill: var(--soft); font-weight: 400; font-size: 12px; }
.funnel .track, .waiting .track, .timeline .track { fill: var(--track); }
.funnel .may { fill: var(--may); }
.funnel .did { fill: var(--who-administrator); }
.waiting .administrator { fill: var(--who-administrator); }
.waiting .account { fill: var(--who-account); }
.waiting .directory { fill: var(--who-directory); }
.waiting .operator { fill: var(--who-operator); }
.key { display: flex; flex-wrap: wrap; gap: .15rem 1rem; margin: .5rem 0; padding: 0; list-style: none; font-size: .8125rem; color: var(--soft); }
.key li { margin: 0; }
.key li::before { content: ""; display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem; vertical-align: -.1rem; border-radius: .2rem; background: var(--track); }
.key .did::before, .key .administrator::before { background: var(--who-administrator); }
.key .may::before { background: var(--may); }
.key .account::before { background: var(--who-account); }
.key .directory::before { background: var(--who-directory); }
.key .operator::before { background: var(--who-operator); }
@media (min-width: 40rem) {
  .ops > header, .ops > main, .ops > footer { padding-left: 1.5rem; padding-right: 1.5rem; }
  .filters { grid-template-columns: repeat(4, 1fr) auto; }
  .filters.address { grid-template-columns: minmax(0, 28rem) auto; justify-content: start; }
}
@media (min-width: 60rem) {
  .two { grid-template-columns: 2fr 1fr; }
  .needs { grid-template-columns: 1fr 1fr; }
  .cases thead { position: static; width: auto; height: auto; clip-path: none; }
  .cases tr { display: table-row; }
  .cases th, .cases td { display: table-cell; padding: .45rem .75rem .45rem 0; vertical-align: top; border-top: 1px solid var(--line); }
  .cases thead th { border-top: 0; font-size: .8125rem; font-weight: 600; color: var(--soft); }
  .cases tbody tr:hover { background: var(--hover); }
  .cases td::before { content: none; }
  .cases td .abs, .cases td .soft { display: block; white-space: nowrap; }
  .cases td .tag { white-space: nowrap; }
  .cases td:last-child { white-space: nowrap; padding-right: 0; }
}
@media (max-width: 28rem) {
  .ops .who button, .ops .filters button { width: auto; display: inline-block; }
  .ops > main { border-radius: 0; }
}
${opsCaseStyle}`;
