/** A report page as one HTML file that stands alone: no script, nothing loaded, light and dark, fit for printing. */
import { type ReportTone, signTones, toneMarks, visible } from '../../../protocol';
import { factLines, type Page, type PageCell, type PageSection } from './page';

export function pageHtml(page: Page): string {
  const title = htmlText(page.title);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${styles}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    verdictHtml(page),
    factsHtml(page),
    contentsHtml(page.sections),
    ...page.sections.map(sectionHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The only way of a text into the page. A log of CI that the page ends in finds no `##[…]` to obey. */
export function htmlText(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('##', '#&#35;');
}

function verdictHtml({ verdict: { tone, heading, text } }: Page): string {
  const facts = text ? `<p>${htmlText(text)}</p>` : '';
  return `<section class="verdict ${tone}"><h2>${signHtml(tone)}${htmlText(heading)}</h2>${facts}</section>`;
}

function factsHtml(page: Page): string {
  const step = page.nextStep ? [{ name: 'Next step', value: { text: page.nextStep } }] : [];
  const facts = [...step, ...factLines(page)].map(
    ({ name, value }) => `<dt>${htmlText(name)}</dt><dd>${cellHtml(value)}</dd>`,
  );
  return facts.length > 0 ? `<dl>${facts.join('\n')}</dl>` : '';
}

/** Fewer sections are in sight anyway; more than a screen of contents is in the way of what they lead to. */
const contentsFrom = 4;
const openContentsTo = 60;

function contentsHtml(sections: readonly PageSection[]): string {
  if (sections.length < contentsFrom) return '';
  const items = sections.map(
    ({ heading, rows }, index) =>
      `<li><a href="#s${index}">${htmlText(heading)}</a> <span>${rows.length || ''}</span></li>`,
  );
  const open = sections.length <= openContentsTo ? ' open' : '';
  const summary = `<summary>Contents (${sections.length})</summary>`;
  return `<nav aria-label="Contents"><details${open}>${summary}<ul>${items.join('\n')}</ul></details></nav>`;
}

function sectionHtml({ heading, mark, note, columns, rows }: PageSection, index: number): string {
  const beside = mark ? ` <span class="mark">${htmlText(mark)}</span>` : '';
  const many = rows.length > 0 ? ` <span class="count">${rows.length}</span>` : '';
  return [
    `<section><h2 id="s${index}">${htmlText(heading)}${beside}${many}</h2>`,
    ...(note ? [`<p class="note">${htmlText(note)}</p>`] : []),
    ...(rows.length > 0 ? [tableHtml(columns, rows)] : []),
    '</section>',
  ].join('\n');
}

function tableHtml(columns: PageSection['columns'], rows: PageSection['rows']): string {
  const heads = columns.map((name) => `<th scope="col">${htmlText(name)}</th>`).join('');
  return [
    `<div class="table"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>`,
    ...rows.map(rowHtml),
    '</tbody></table></div>',
  ].join('\n');
}

function rowHtml({ cells, sign }: PageSection['rows'][number]): string {
  const [first, ...others] = cells.map(cellHtml);
  const lead = sign ? `<span class="sign ${signTones[sign]}" aria-hidden="true">${sign}</span>` : '';
  return `<tr><th scope="row">${lead}${first ?? ''}</th>${others.map((it) => `<td>${it}</td>`).join('')}</tr>`;
}

function cellHtml({ text, lines: parts = [text], tone = 'plain', code, open }: PageCell): string {
  const lines = parts.map(htmlText).join('<br>');
  const facts = text !== '' && (code || open) ? `<code>${lines}</code>` : lines;
  return tone === 'plain' ? facts : `<span class="toned ${tone}">${signHtml(tone)}${facts}</span>`;
}

function signHtml(tone: ReportTone): string {
  return tone === 'plain' ? '' : `<span class="sign" aria-hidden="true">${toneMarks[tone]}</span>`;
}

const styles = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #57606a; --line: #d0d7de; --paper: #fff; --shade: #f6f8fa; --link: #0550ae; --warn: #7a4b00; --fine: #116329; --broken: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ba5b0; --line: #3a424c; --paper: #0d1117; --shade: #161b22; --link: #79b8ff; --warn: #f2cc60; --fine: #56d364; --broken: #ff7b72; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; overflow-wrap: anywhere; }
a { color: var(--link); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 0 0 1.2rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { columns: 22rem; padding: 0; margin: 1rem 0; list-style: none; } summary { cursor: pointer; color: var(--soft); }
nav li { break-inside: avoid; display: flex; gap: .5rem; white-space: nowrap; } nav span { color: var(--soft); flex: none; }
nav a { overflow: hidden; text-overflow: ellipsis; }
.verdict { border: 1px solid var(--line); border-left: .3rem solid var(--tone, var(--line)); padding: .6rem 1rem; margin: 0 0 1.2rem; border-radius: .2rem; }
.verdict h2 { margin: 0; } .verdict p { margin: .2rem 0; } .note, .count { color: var(--soft); font-weight: 400; }
.good { --tone: var(--fine); } .bad { --tone: var(--broken); } .warning, .doubtful { --tone: var(--warn); }
.sign { color: var(--tone, inherit); font-weight: 700; margin-right: .35rem; }
.mark { font-size: .75rem; font-weight: 600; border: 1px solid var(--warn); color: var(--warn); border-radius: 1rem; padding: .05rem .55rem; margin-left: .3rem; white-space: nowrap; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 400; }
td, tbody th { overflow-wrap: break-word; min-width: 5.5rem; max-width: 32rem; } td:last-child { font-size: .78rem; } code { font: .92em ui-monospace, monospace; }
tbody tr:hover { background: var(--shade); }
.toned { color: var(--tone); font-weight: 600; }
@media print { nav { display: none; } section { break-inside: avoid-page; } body { font-size: 11px; } }
`;
