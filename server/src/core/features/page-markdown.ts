/** A report page as Markdown: what is copied into a ticket, a chat or a pull request. */
import type { ReportPage, ReportSection } from '../../protocol';
import { ageOf } from './age';
import type { Action } from './node';
import type { LineInFile } from './page';

export function pageMarkdown(page: ReportPage<LineInFile, Action>, now: number): string {
  const { title, verdict, nextStep, facts, takenAt, takenOf = 'Live access', sections } = page;
  const told = [
    ...facts.map(({ name, value }) => `- ${markdownText(name)}: ${markdownText(value.text)}`),
    ...(takenAt === undefined ? [] : [`- ${takenOf} read: ${takenAt} (${ageOf(takenAt, now)})`]),
  ];
  const parts = [
    `# ${markdownText(title)}`,
    `**${markdownText(verdict.heading)}**${verdict.text ? ` – ${markdownText(verdict.text)}` : ''}`,
    ...(nextStep ? [`Next step: ${markdownText(nextStep)}`] : []),
    ...(told.length > 0 ? [told.join('\n')] : []),
    ...sections.map(sectionMarkdown),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionMarkdown({ heading, note, columns, rows }: ReportSection<LineInFile>): string {
  const lines = rows.map(({ cells }) => `| ${cells.map(({ text }) => markdownText(text)).join(' | ')} |`);
  const table = [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`, ...lines].join('\n');
  const parts = [
    `## ${markdownText(heading)}`,
    ...(note ? [markdownText(note)] : []),
    ...(rows.length > 0 ? [table] : []),
  ];
  return parts.join('\n\n');
}

/** Names are anybody's: no cell, emphasis, link or tag of their own making. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_[\]|#]/g, (letter) => `\\${letter}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
