/**
 * The access report as one HTML file that stands alone: no script, nothing loaded, light and dark, fit for printing.
 * Invariant: every text that code or AWS wrote is escaped.
 */
import type { WhoReport, WhoRow } from '../../protocol';
import { groupBy } from '../base';
import { headingOf } from './report';
import { type Cell, cellsOf, columnsOf, reportFacts, reportTitle } from './report-words';

export function reportHtml(report: WhoReport): string {
  const title = reportTitle(report);
  const sections = [...groupBy(report.rows, (row) => headingOf(row, report.by))];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title>`,
    `<style>${styles}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    factsHtml(report),
    gapsHtml(report),
    contentsHtml(sections),
    ...sections.map(([heading, rows], index) => sectionHtml(heading, rows, index, report)),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function factsHtml(report: WhoReport): string {
  const facts = reportFacts(report).map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`);
  return `<dl>${facts.join('\n')}</dl>`;
}

function gapsHtml({ gaps }: WhoReport): string {
  if (gaps.length === 0) return '<p class="whole">Everything that was asked for could be read.</p>';
  const items = gaps.map(({ what, because }) => `<li>${escaped(what)}: ${escaped(because)}</li>`);
  return `<section class="gaps"><h2>Not whole</h2><p>There may be more access than this report shows. Not read:</p><ul>${items.join('')}</ul></section>`;
}

function contentsHtml(sections: readonly (readonly [string, readonly WhoRow[]])[]): string {
  const items = sections.map(
    ([heading, rows], index) => `<li><a href="#s${index}">${escaped(heading)}</a> <span>${rows.length}</span></li>`,
  );
  return `<nav aria-label="Contents"><ul>${items.join('\n')}</ul></nav>`;
}

function sectionHtml(heading: string, rows: readonly WhoRow[], index: number, { by }: WhoReport): string {
  const isProduction = by === 'account' && rows.some((row) => row.production);
  const mark = isProduction ? ' <span class="mark">production</span>' : '';
  const columns = columnsOf(by).map((name) => `<th scope="col">${name}</th>`);
  return [
    `<section><h2 id="s${index}">${escaped(heading)}${mark}</h2>`,
    '<div class="table"><table>',
    `<thead><tr>${columns.join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => rowHtml(row, cellsOf(row, by))),
    '</tbody></table></div></section>',
  ].join('\n');
}

function rowHtml(row: WhoRow, cells: readonly Cell[]): string {
  const tds = cells.map(({ text, isDoubtful }) => `<td${isDoubtful ? ' class="doubt"' : ''}>${escaped(text)}</td>`);
  return `<tr${row.disabled ? ' class="disabled"' : ''}>${tds.join('')}</tr>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const styles = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #57606a; --line: #d0d7de; --paper: #fff; --shade: #f6f8fa; --link: #0550ae; --warn: #7a4b00; --warn-paper: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ba5b0; --line: #3a424c; --paper: #0d1117; --shade: #161b22; --link: #79b8ff; --warn: #f2cc60; --warn-paper: #2c2410; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; overflow-wrap: anywhere; }
a { color: var(--link); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0 0 1.2rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { columns: 18rem; padding: 0; margin: 1rem 0; list-style: none; }
nav li { break-inside: avoid; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } nav span { color: var(--soft); }
.gaps { border: 1px solid var(--warn); background: var(--warn-paper); padding: .2rem 1rem .4rem; border-radius: .4rem; }
.gaps h2 { color: var(--warn); margin: .6rem 0 0; } .whole { color: var(--soft); }
.mark { font-size: .75rem; font-weight: 600; border: 1px solid var(--warn); color: var(--warn); border-radius: 1rem; padding: .05rem .55rem; margin-left: .3rem; white-space: nowrap; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td:last-child { color: var(--soft); font-size: .78rem; }
tbody tr:hover { background: var(--shade); }
.doubt { color: var(--warn); font-weight: 600; } .disabled { opacity: .7; }
@media print { nav { display: none; } section { break-inside: avoid-page; } body { font-size: 11px; } }
`;
