/** The part of the operators' style sheet that a single case and its actions need. */
export const opsCaseStyle = `.ops .crumb { margin: 0; font-size: .875rem; }
.headline { margin: 0 0 .25rem; color: var(--soft); }
.headline .tag { margin-right: .35rem; }
.paused { max-width: 80rem; margin: 0 auto; padding: 0 1rem; }
.paused p { margin: 0 0 .75rem; padding: .6rem .9rem; color: var(--warn-ink); background: var(--warn-ground); border: 1px solid var(--warn-line); border-radius: .375rem; }
.done { padding: .6rem .9rem; color: var(--good); background: var(--good-ground); border: 1px solid var(--good); border-radius: .375rem; }
.note { padding-left: .6rem; border-left: .2rem solid var(--warn); }
.figures { display: grid; gap: 0; margin: 0 0 .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
.figures > div { padding: .5rem 1rem; }
.figures > div + div { border-top: 1px solid var(--line); }
.figures dt { font-size: .8125rem; font-weight: 400; color: var(--soft); }
.figures .abs { display: block; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; }
.rows { margin: 0 0 .75rem; }
.rows > div { padding: .25rem 0; }
.rows dt { font-size: .8125rem; font-weight: 400; color: var(--soft); }
.rows dd .soft { font-size: .8125rem; }
.plan li { margin-bottom: .25rem; }
.checks { padding: 0; list-style: none; }
.checks li { margin-bottom: .2rem; padding-left: .6rem; border-left: .2rem solid var(--line); }
.checks .yes, .checks .assigned, .checks .removed { border-left-color: var(--good); }
.checks .no, .checks .left { border-left-color: var(--warn); }
.mails { padding: 0; list-style: none; }
.mails li { margin-bottom: .35rem; }
.mails .abs { display: block; }
.pair { margin-right: .6rem; white-space: nowrap; }
.plain .no td:nth-child(4) { color: var(--bad); font-weight: 600; }
.plain .seq { color: var(--soft); }
.plain time { white-space: nowrap; }
.stuck { border-left-color: var(--bad); }
.timeline .stretch line { stroke-width: 2; }
.timeline .administrator rect { fill: var(--who-administrator); }
.timeline .administrator line { stroke: var(--who-administrator); }
.timeline .account rect { fill: var(--who-account); }
.timeline .account line { stroke: var(--who-account); }
.timeline .directory rect { fill: var(--who-directory); }
.timeline .directory line { stroke: var(--who-directory); }
.timeline .operator rect, .timeline .stuck rect { fill: var(--who-operator); }
.timeline .operator line, .timeline .stuck line { stroke: var(--who-operator); }
.timeline .left { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
.timeline .lane { font-size: 12px; fill: var(--soft); }
.timeline .reminder circle { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
.timeline .reminder.sent circle { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
.timeline .stem { stroke: var(--line); }
.timeline .mark circle { fill: var(--paper); stroke: var(--soft); stroke-width: 1.5; }
.timeline .mark.parked circle { fill: var(--bad-ground); stroke: var(--bad); }
.timeline .mark text { font-size: 11px; font-weight: 600; }
.timeline .now line { stroke: var(--ink); stroke-width: 1.5; }
.timeline .deadline line { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; }
.timeline .now text, .timeline .deadline text { font-size: 11px; font-weight: 600; }
.timeline .deadline text { fill: var(--bad); }
.timeline .axis line { stroke: var(--line); }
.timeline .axis text { font-size: 11px; fill: var(--soft); }
.timeline .break path { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.key .left::before { background: none; border: 1px dashed var(--soft); }
.key .dot::before { border-radius: 50%; width: .5rem; height: .5rem; vertical-align: .05rem; background: var(--ink); }
.moments { display: grid; gap: 0 2.5rem; }
.moments li { margin-bottom: .2rem; }
.moments .parked strong { color: var(--bad); }
.coming { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; }
.coming li { margin: 0; }
.scroll .plain { min-width: 46rem; overflow-wrap: normal; }
.narrow { max-width: 44rem; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
.narrow > :last-child { margin-bottom: 0; }
.act .field { margin-bottom: .9rem; }
.act .hint { display: block; font-size: .8125rem; color: var(--soft); margin-bottom: .15rem; }
.act .problem { display: block; color: var(--bad); font-size: .875rem; }
.act [aria-invalid="true"] { border: 2px solid var(--bad); }
.act input[type="number"] { max-width: 8rem; }
.act .go { display: flex; flex-wrap: wrap; gap: .5rem; }
.fresh.stopped { padding: .5rem .75rem; color: var(--warn-ink); background: var(--warn-ground); border: 1px solid var(--warn-line); border-radius: .375rem; }
@media (min-width: 40rem) {
  .rows > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 1rem; }
  .moments { grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); }
}
@media (min-width: 60rem) {
  .figures { grid-template-columns: repeat(4, auto) 1.6fr; }
  .figures > div + div { border-top: 0; border-left: 1px solid var(--line); }
  .halves { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1rem; }
}
@media print { .acts, .who { display: none; } }
`;
