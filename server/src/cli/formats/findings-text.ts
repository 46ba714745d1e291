/** Findings for people: grouped by file, each with the line it stands on, and a summary. */
import type { Finding, Severity } from '../../core/analysis';
import { groupBy, type SourceFile } from '../../core/base';
import type { LinesOf } from '../../core/features';
import { linesIn, type PlacedRange, placed } from '../places';
import { countsOf } from './findings-report';
import { type Style, style } from './style';

export function findingsText(
  findings: readonly Finding[],
  files: ReadonlyMap<string, SourceFile>,
  color: boolean,
): string {
  if (findings.length === 0) return '';
  const paint = style(color);
  const linesOf = linesIn(files);
  const groups = groupBy(findings, (it) => it.at.path);
  const sections = [...groups].map(([path, group]) => {
    const text = files.get(path)?.text ?? '';
    return [paint.bold(path), ...group.map((it) => findingText(it, text, linesOf, paint)), ''].join('\n');
  });
  return `${sections.join('\n')}\n${summary(findings, paint)}\n`;
}

function findingText(finding: Finding, text: string, linesOf: LinesOf, paint: Style): string {
  const range = placed(finding.at, linesOf);
  const head = `  ${range.line}:${range.column}  ${severityWord(finding.severity, paint)}  ${finding.message}`;
  return [
    `${head}  ${paint.dim(finding.rule)}`,
    ...excerpt(text, range, paint),
    ...finding.related.map((it) => relatedText(it, linesOf, paint)),
    ...finding.fixes().map((it) => `      ${paint.green('fix:')} ${it.title}`),
  ].join('\n');
}

function relatedText(related: Finding['related'][number], linesOf: LinesOf, paint: Style): string {
  const { file, line, column } = placed(related.at, linesOf);
  return `      ${paint.dim(`${file}:${line}:${column}`)} ${related.message}`;
}

function excerpt(text: string, range: PlacedRange, paint: Style): readonly string[] {
  const line = text.split(/\r\n|\n|\r/)[range.line - 1];
  if (line === undefined) return [];
  const end = range.endLine === range.line ? range.endColumn : line.length + 1;
  const blanks = line.slice(0, range.column - 1).replaceAll(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, end - range.column));
  return [`      ${line}`, `      ${blanks}${paint.red(carets)}`];
}

function severityWord(severity: Severity, paint: Style): string {
  if (severity === 'error') return paint.red('error');
  if (severity === 'warning') return paint.yellow('warning');
  return paint.blue(severity);
}

function summary(findings: readonly Finding[], paint: Style): string {
  const counts = countsOf(findings);
  const parts = [
    plural(counts.error, 'error'),
    plural(counts.warning, 'warning'),
    counts.info + counts.hint > 0 ? plural(counts.info + counts.hint, 'note') : undefined,
  ];
  return paint.bold(parts.filter((it) => it !== undefined).join(', '));
}

export function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
