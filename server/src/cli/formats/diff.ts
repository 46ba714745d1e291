/** What a change grants, for people: in a terminal, and as Markdown for a comment on a pull request. */
import { firstFew } from '../../core/base';
import { timeText } from '../../core/features';
import type { AccessDiff, ChangedPermissionSetReport, GrantReport } from '../../protocol';
import { unknownLine } from './access-text';
import { plural } from './findings-text';
import { cell, code } from './markdown';
import { oneLine } from './one-line';
import { style } from './style';

export function diffText(diff: AccessDiff, color: boolean): string {
  const paint = style(color);
  const lines = [
    ...diff.added.map((it) => paint.green(oneLine(`+ ${grantText(it)} ${it.permissionSet}`))),
    ...diff.removed.map((it) => paint.red(oneLine(`- ${grantText(it)} ${it.permissionSet}`))),
    ...diff.changed.map((it) => paint.yellow(oneLine(`~ ${grantText(it)} ${it.before} → ${it.after}`))),
    ...diff.permissionSets.flatMap(setLines).map(oneLine),
    ...diff.becameUnknown.map((it) => oneLine(`? ${unknownLine(it)}`)),
    ...consequences(diff).map((it) => paint.yellow(oneLine(`! ${it}`))),
  ];
  return `${[...lines, ...(lines.length > 0 ? [''] : []), paint.bold(summary(diff)), ...applying(diff)].join('\n')}\n`;
}

function grantText(grant: Omit<GrantReport, 'permissionSet'>): string {
  const user = grant.principalType === 'USER' ? 'user ' : '';
  return `${user}${grant.principal} in ${accountText(grant)}${grant.production ? ' (production)' : ''}:`;
}

function accountText({ account, accountName }: Pick<GrantReport, 'account' | 'accountName'>): string {
  return accountName ? `${accountName} (${account})` : account;
}

function setLines(set: ChangedPermissionSetReport): readonly string[] {
  const head = `  permission set ${set.name} ${set.change}${reprovisioned(set)}`;
  if (set.change !== 'changed') return [head];
  return [head, ...set.attributes.map((it) => `    ${it.attribute}: ${quote(it.before)} → ${quote(it.after)}`)];
}

function reprovisioned({ reprovisionedAccounts: count }: ChangedPermissionSetReport): string {
  return count === 0 ? '' : `, provisioned again in ${plural(count, 'account')}`;
}

/** A policy document of many lines would drown everything else. */
function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line === '') return 'none';
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}

export function summary({ since, added, removed, changed, permissionSets, becameUnknown }: AccessDiff): string {
  const parts = [
    `${added.length} added`,
    `${removed.length} removed`,
    `${changed.length} changed`,
    `${plural(permissionSets.length, 'permission set')} touched`,
    `${becameUnknown.length} became unknown`,
  ];
  return `Access since ${since}: ${parts.join(', ')}`;
}

/** The roles that the change takes away or replaces, and what may take too long. */
function consequences({ blastRadius, applyTime }: AccessDiff): readonly string[] {
  const { rolesRemoved = [], renamed = [] } = blastRadius ?? {};
  return [
    ...renamed.map(({ before, permissionSet, accounts }) => {
      return `renaming ${before} to ${permissionSet} replaces its role in ${plural(accounts.length, 'account')}`;
    }),
    ...rolesRemoved.map(({ permissionSet, accounts }) => {
      return `the role of ${permissionSet} goes away in ${firstFew(accounts)}; one that comes back has another name`;
    }),
    ...(applyTime?.warnings ?? []),
  ];
}

function applying({ applyTime }: AccessDiff): readonly string[] {
  if (!applyTime || applyTime.because.length === 0) return [];
  const { lowSeconds: low, highSeconds: high, because } = applyTime;
  return [`Applying it takes ${timeText({ low, high })}: ${because.slice(0, 3).join(', ')}`];
}

export function diffMarkdown(diff: AccessDiff): string {
  const sections = [
    table('Access added', diff.added, (it) => it.permissionSet),
    table('Access removed', diff.removed, (it) => it.permissionSet),
    table('Permission set changed', diff.changed, (it) => `${it.before} → ${it.after}`),
    list('Permission sets', diff.permissionSets.flatMap(setItems)),
    list(
      'Became unknown',
      diff.becameUnknown.map(
        (it) => `${it.address === undefined ? '' : `${code(it.address)} `}${it.attribute}: ${cell(it.because)}`,
      ),
    ),
  ];
  const beside = list('Beside that', consequences(diff).map(cell));
  const parts = [`**${summary(diff)}**`, ...applying(diff), ...sections, beside];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function table<T extends Omit<GrantReport, 'permissionSet'>>(
  title: string,
  rows: readonly T[],
  setOf: (row: T) => string,
): string {
  if (rows.length === 0) return '';
  const lines = rows.map((it) => `| ${cell(it.principal)} | ${where(it)} | ${cell(setOf(it))} |`);
  return [`### ${title}`, '', '| Principal | Account | Permission set |', '|---|---|---|', ...lines].join('\n');
}

function where(grant: Omit<GrantReport, 'permissionSet'>): string {
  return `${cell(accountText(grant))}${grant.production ? ' **production**' : ''}`;
}

function setItems(set: ChangedPermissionSetReport): readonly string[] {
  const head = `**${cell(set.name)}** ${set.change}${reprovisioned(set)}`;
  if (set.change !== 'changed') return [head];
  return [
    head,
    ...set.attributes.map((it) => `  ${it.attribute}: ${code(quote(it.before))} → ${code(quote(it.after))}`),
  ];
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const lines = items.map((it) => (it.startsWith('  ') ? `  - ${it.trim()}` : `- ${it}`));
  return [`### ${title}`, '', ...lines].join('\n');
}
