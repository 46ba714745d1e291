/** The access report as Markdown: a section for each account, user or permission set. */
import type { WhoReport, WhoRow } from '../../protocol';
import { groupBy } from '../base';
import { markdownText } from './page-markdown';
import { headingOf } from './report';
import { cellsOf, columnsOf, reportFacts, reportTitle } from './report-words';

export function reportMarkdown(report: WhoReport): string {
  const sections = [...groupBy(report.rows, (row) => headingOf(row, report.by))].map(([heading, rows]) =>
    section(heading, rows, report),
  );
  const gaps = report.gaps.map(({ what, because }) => `- ${markdownText(`${what}: ${because}`)}`);
  const facts = reportFacts(report).map(([name, value]) => `- ${name}: ${markdownText(value)}`);
  return `${[
    `# ${reportTitle(report)}`,
    facts.join('\n'),
    ...(gaps.length > 0 ? [`**This report is not whole.** Not read:\n\n${gaps.join('\n')}`] : []),
    ...sections,
  ].join('\n\n')}\n`;
}

function section(heading: string, rows: readonly WhoRow[], { by }: WhoReport): string {
  const columns = columnsOf(by);
  return [
    `## ${markdownText(heading)}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map(
      (row) =>
        `| ${cellsOf(row, by)
          .map(({ text }) => markdownText(text))
          .join(' | ')} |`,
    ),
  ].join('\n');
}
