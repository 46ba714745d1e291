/** The access report as HTML. Invariant: every text that code or AWS wrote is escaped. */
import type { WhoReport, WhoRow } from '../../protocol';
import { groupBy } from '../base';
import { escaped, htmlPage } from './html-page';
import { headingOf } from './report';
import { type Cell, cellsOf, columnsOf, reportFacts, reportTitle } from './report-words';

export function reportHtml(report: WhoReport): string {
  const title = reportTitle(report);
  const sections = [...groupBy(report.rows, (row) => headingOf(row, report.by))];
  return htmlPage(title, [
    factsHtml(report),
    gapsHtml(report),
    contentsHtml(sections),
    ...sections.map(([heading, rows], index) => sectionHtml(heading, rows, index, report)),
  ]);
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

/** More than a screen of contents is in the way of what they lead to. */
const mostContents = 60;

function contentsHtml(sections: readonly (readonly [string, readonly WhoRow[]])[]): string {
  const items = sections.map(
    ([heading, rows], index) => `<li><a href="#s${index}">${escaped(heading)}</a> <span>${rows.length}</span></li>`,
  );
  const open = sections.length <= mostContents ? ' open' : '';
  const summary = `<summary>Contents (${sections.length})</summary>`;
  return `<nav aria-label="Contents"><details${open}>${summary}<ul>${items.join('\n')}</ul></details></nav>`;
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
