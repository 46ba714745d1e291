/** A report page as Markdown: what is copied into a ticket, a chat or a pull request. */
import { markdownCode, markdownText, tableCell } from './markdown-text';
import { factLines, type Page, type PageCell, type PageSection } from './page';

/** `now`, in milliseconds since 1970, where it is read at once and not kept. */
export function pageMarkdown(page: Page, now?: number): string {
  const { title, verdict, nextStep, sections } = page;
  const facts = factLines(page, now).map(
    ({ name, value }) => `- ${markdownText(`${name}:`)} ${markdownText(value.text)}`,
  );
  const parts = [
    `# ${markdownText(title)}`,
    `**${markdownText(verdict.heading)}**${verdict.text ? ` – ${markdownText(verdict.text)}` : ''}`,
    ...(nextStep ? [`Next step: ${markdownText(nextStep)}`] : []),
    ...(facts.length > 0 ? [facts.join('\n')] : []),
    ...sections.map(sectionMarkdown),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionMarkdown({ heading, mark, note, columns, rows }: PageSection): string {
  const parts = [
    `## ${markdownText(heading)}${mark ? ` (${markdownText(mark)})` : ''}`,
    ...(note ? [markdownText(note)] : []),
    ...(rows.length > 0 ? [columns.length > 1 ? table(columns, rows) : list(rows)] : []),
  ];
  return parts.join('\n\n');
}

function table(columns: PageSection['columns'], rows: PageSection['rows']): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = [line(columns.map(markdownText)), `|${columns.map(() => '---').join('|')}|`];
  return [...heads, ...rows.map(({ cells }) => line(cells.map((it) => tableCell(cellMarkdown(it)))))].join('\n');
}

function list(rows: PageSection['rows']): string {
  return rows.map(({ cells }) => `- ${cells.map(cellMarkdown).join(' ')}`).join('\n');
}

/** What is wrong or wants a look is bold: a ticket has no colors. */
function cellMarkdown({ text, lines: parts = [text], code, open, tone }: PageCell): string {
  if (text === '') return '';
  if (code || open) return markdownCode(text);
  const lines = parts.map(markdownText).join('<br>');
  return tone === 'bad' || tone === 'warning' ? `**${lines}**` : lines;
}
