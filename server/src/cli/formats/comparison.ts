/** Code beside live, for people: in a terminal, and as Markdown for a comment or a report. */
import { groupBy } from '../../core/base';
import { leadingTo, lineText } from '../../core/features';
import type { ComparisonReport, LiveGrantReport, NamedSetReport, NotComparableReport } from '../../protocol';
import { plural } from './findings-text';
import { cell, codeCell } from './markdown';
import { oneLine } from './one-line';
import { type Style, style } from './style';

export function comparisonText(report: ComparisonReport, color: boolean): string {
  const paint = style(color);
  const sections = sectionsOf(report).filter(({ rows }) => rows.length > 0);
  const lines = sections.flatMap(({ title, rows, sign }) => [
    paint.bold(title),
    ...rows.map((row) => `  ${colored(oneLine(row.text), sign, paint)}${row.where ? `  ${paint.dim(row.where)}` : ''}`),
    '',
  ]);
  const unclear = notComparableLines(report.notComparable).map((it) => `  ${it}`);
  const gaps = report.gaps.map((it) => `  ${it.what}: ${it.because}`);
  return `${[
    ...lines,
    ...titled('Could not be compared', unclear, paint),
    ...titled('Could not be read', gaps, paint),
    summary(report),
  ].join('\n')}\n`;
}

function titled(title: string, lines: readonly string[], paint: Style): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines, ''];
}

type Sign = '+' | '-' | '~' | '!';
type Row = { readonly text: string; readonly where: string };
type Section = { readonly title: string; readonly sign: Sign; readonly rows: readonly Row[] };

function sectionsOf(report: ComparisonReport): readonly Section[] {
  const { differing, onlyInCode, onlyLive } = report.permissionSets;
  return [
    { title: 'Names already taken', sign: '!', rows: report.namesTaken.map(takenRow) },
    { title: 'Permission sets only in code', sign: '+', rows: onlyInCode.map(setRow) },
    { title: 'Permission sets only live', sign: '-', rows: onlyLive.map(setRow) },
    {
      title: 'Permission sets that differ',
      sign: '~',
      rows: differing.flatMap((set) =>
        set.differences.map((it) => ({
          text: `${set.name} ${it.attribute}: code ${short(it.inCode)}, live ${short(it.live)}`,
          where: placeOf(it),
        })),
      ),
    },
    { title: 'Assignments only in code', sign: '+', rows: report.onlyInCode.map(grantRow) },
    { title: 'Assignments only live', sign: '-', rows: report.onlyLive.map(grantRow) },
    { title: 'Assignments of principals that no longer exist', sign: '-', rows: report.orphaned.map(grantRow) },
  ];
}

function grantRow(grant: LiveGrantReport): Row {
  const user = grant.principalType === 'USER' ? 'user ' : '';
  const account = grant.accountName ? `${grant.accountName} (${grant.account})` : grant.account;
  const production = grant.production ? ' (production)' : '';
  return {
    text: `${user}${grant.principal} in ${account}${production}: ${grant.permissionSet}`,
    where: placeOf(grant),
  };
}

function setRow(set: NamedSetReport): Row {
  return { text: set.name, where: placeOf(set) || (set.arn ?? '') };
}

function takenRow(set: NamedSetReport): Row {
  return { text: `${set.name} exists live as ${set.arn ?? 'another permission set'}: import it`, where: placeOf(set) };
}

function placeOf(it: Parameters<typeof leadingTo>[0]): string {
  return lineText(leadingTo(it));
}

function short(text: string): string {
  if (text === '') return 'nothing';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function colored(text: string, sign: Sign, paint: Style): string {
  const paints = { '+': paint.green, '-': paint.red, '~': paint.yellow, '!': paint.red };
  return paints[sign](`${sign} ${text}`);
}

/** Four hundred assignments that one unknown hides are one line. */
function notComparableLines(all: readonly NotComparableReport[]): readonly string[] {
  return [...groupBy(all, (it) => it.because)].map(([because, group]) => {
    const named = group.slice(0, 3).map((it) => [it.what, placeOf(it)].filter(Boolean).join(' at '));
    const more = group.length > 3 ? ` and ${group.length - 3} more` : '';
    return `${because}: ${named.join(', ')}${more}`;
  });
}

function summary({
  both,
  onlyInCode,
  onlyLive,
  orphaned,
  elsewhere,
  permissionSets,
  ...rest
}: ComparisonReport): string {
  const parts = [
    `${both.length} in both`,
    `${onlyInCode.length} only in code`,
    `${onlyLive.length} only live`,
    ...(orphaned.length > 0 ? [`${orphaned.length} orphaned`] : []),
    ...(elsewhere.length > 0 ? [`${elsewhere.length} managed elsewhere`] : []),
    `${plural(permissionSets.differing.length, 'permission set')} differing`,
    `${rest.notComparable.length} not comparable`,
  ];
  return `Code and live access of ${rest.takenAt}: ${parts.join(', ')}`;
}

export function comparisonMarkdown(report: ComparisonReport): string {
  const sections = sectionsOf(report).filter(({ rows }) => rows.length > 0);
  const parts = sections.map(({ title, rows }) => {
    return [`### ${title}`, '', '| | where |', '|---|---|', ...rows.map(markdownRow)].join('\n');
  });
  const unclear = notComparableLines(report.notComparable).map((it) => `- ${cell(it)}`);
  const gaps = report.gaps.map((it) => `- ${cell(it.what)}: ${cell(it.because)}`);
  const lists = [
    ...(unclear.length > 0 ? [['### Could not be compared', '', ...unclear].join('\n')] : []),
    ...(gaps.length > 0 ? [['### Could not be read', '', ...gaps].join('\n')] : []),
  ];
  return `${[`**${summary(report)}**`, ...parts, ...lists].join('\n\n')}\n`;
}

function markdownRow({ text, where }: Row): string {
  return `| ${cell(text)} | ${where ? codeCell(where) : ''} |`;
}
