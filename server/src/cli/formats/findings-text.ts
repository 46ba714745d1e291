/** Findings for people: grouped by file, each with the line it stands on, and a summary. */
import type { Finding, Severity } from '../../core/analysis';
import { groupBy, type SourceFile } from '../../core/base';
import type { LinesOf } from '../../core/features';
import { logLines, oneLine } from '../../core/features/report';
import { linesIn, type PlacedRange, placed } from '../input/places';
import { excerptOf } from './excerpt';
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
    return [paint.bold(oneLine(path)), ...group.map((it) => findingText(it, text, linesOf, paint)), ''].join('\n');
  });
  return logLines(`${sections.join('\n')}\n${summary(findings, paint)}\n`);
}

function findingText(finding: Finding, text: string, linesOf: LinesOf, paint: Style): string {
  const range = placed(finding.at, linesOf);
  const head = `  ${range.line}:${range.column}  ${severityWord(finding.severity, paint)}  ${oneLine(finding.message)}`;
  return [
    `${head}  ${paint.dim(finding.rule)}`,
    ...excerptText(text, range, linesOf, paint),
    ...finding.related.map((it) => relatedText(it, linesOf, paint)),
    ...finding.fixes().map((it) => `      ${paint.green('fix:')} ${oneLine(it.title)}`),
  ].join('\n');
}

function relatedText(related: Finding['related'][number], linesOf: LinesOf, paint: Style): string {
  const { file, line, column } = placed(related.at, linesOf);
  return `      ${paint.dim(oneLine(`${file}:${line}:${column}`))} ${oneLine(related.message)}`;
}

function excerptText(text: string, range: PlacedRange, linesOf: LinesOf, paint: Style): readonly string[] {
  const lines = linesOf(range.file);
  if (!lines) return [];
  const { line, blanks, carets } = excerptOf(text, lines, range);
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
