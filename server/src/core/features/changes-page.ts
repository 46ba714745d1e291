/** What the code grants now and did not at an earlier revision, as a page. */
import type * as protocol from '../../protocol';
import { timeText } from './apply-time';
import { count, sentence } from './notes';
import {
  accountText,
  attributeWords,
  filled,
  grantCell,
  type Page,
  type PageRow,
  type PageSection,
  placeCell,
} from './page';

/** `base` says what it is compared with, where that is not the very revision that was asked for. */
export function changesPage(diff: protocol.AccessDiff, folder: string, base?: string): Page {
  const { added, removed, changed, permissionSets, becameUnknown, since } = diff;
  return {
    title: `Access changes since ${since}`,
    verdict: verdictOf(diff),
    facts: [...baseFacts(base), ...applyFacts(diff)],
    sections: filled(
      grants(
        'Access added',
        added.map((it) => grantRow(it, it.permissionSet, folder)),
      ),
      grants(
        'Access removed',
        removed.map((it) => grantRow(it, it.permissionSet, undefined)),
      ),
      grants(
        'Permission set changed',
        changed.map((it) => grantRow(it, `${it.before} → ${it.after}`, folder)),
      ),
      setsSection(permissionSets),
      besides(diff),
      {
        heading: 'Became unknown',
        note: 'Known before, and not known any more.',
        columns: ['What', 'Attribute', 'Why', 'Code'],
        rows: becameUnknown.map((it) => ({
          cells: [{ text: it.address ?? '' }, { text: it.attribute }, { text: it.because }, placeCell(folder, it)],
        })),
      },
    ),
    ways: [],
  };
}

function verdictOf({ added, removed, changed, permissionSets, becameUnknown }: protocol.AccessDiff) {
  const many = added.length + removed.length + changed.length;
  const inProduction = [...added, ...changed].filter((it) => it.production).length;
  const text = [
    `${added.length} added`,
    `${removed.length} removed`,
    `${changed.length} changed`,
    `${count(permissionSets.length, 'permission set')} touched`,
    ...(becameUnknown.length > 0 ? [`${becameUnknown.length} became unknown`] : []),
  ].join(', ');
  if (many + permissionSets.length + becameUnknown.length === 0) {
    return { tone: 'good', heading: 'No access changes', text: 'The code grants what it granted then.' } as const;
  }
  const heading = inProduction > 0 ? `Access changes, ${inProduction} of them in production` : 'Access changes';
  return { tone: inProduction > 0 ? 'warning' : 'plain', heading, text: `${text}.` } as const;
}

function baseFacts(base: string | undefined): Page['facts'] {
  return base === undefined ? [] : [{ name: 'Compared with', value: { text: base } }];
}

function applyFacts({ applyTime }: protocol.AccessDiff): Page['facts'] {
  if (!applyTime || applyTime.because.length === 0) return [];
  const { lowSeconds: low, highSeconds: high, because } = applyTime;
  const text = `${timeText({ low, high })}: ${because.slice(0, 3).join(', ')}`;
  return [{ name: 'Applying it takes', value: { text } }];
}

function grants(heading: string, rows: readonly PageRow[]): PageSection {
  return { heading, columns: ['Principal', 'Account', 'Permission set', 'Code'], rows };
}

/** What was removed has no line any more: the line it had would lead to something else. */
function grantRow(
  grant: Omit<protocol.GrantReport, 'permissionSet'>,
  set: string,
  folder: string | undefined,
): PageRow {
  const { principalType, principal, production } = grant;
  const place = folder === undefined ? { text: '' } : grantCell(folder, grant);
  return {
    cells: [
      { text: principalType === 'USER' ? `user ${principal}` : principal },
      { text: `${accountText(grant)}${production ? ' · production' : ''}`, ...(production && { tone: 'warning' }) },
      { text: set },
      place,
    ],
  };
}

function setsSection(sets: protocol.AccessDiff['permissionSets']): PageSection {
  const rows = sets.flatMap(({ name, change, attributes, reprovisionedAccounts: many }): readonly PageRow[] => {
    const again = many === 0 ? '' : `provisioned again in ${count(many, 'account')}`;
    const head = { cells: [{ text: name }, { text: change }, { text: '' }, { text: '' }, { text: again }] };
    if (change !== 'changed') return [head];
    return attributes.map((it, index) => ({
      cells: [
        { text: name },
        { text: attributeWords(it.attribute) },
        { text: short(it.before) },
        { text: short(it.after) },
        { text: index === 0 ? again : '' },
      ],
    }));
  });
  return { heading: 'Permission sets', columns: ['Permission set', 'What', 'Before', 'After', 'Effect'], rows };
}

/** A policy document of many lines would drown everything else. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line === '') return 'none';
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}

/** The roles that the change takes away or replaces, and what may take too long. */
function besides({ blastRadius, applyTime }: protocol.AccessDiff): PageSection {
  const { rolesRemoved = [], renamed = [] } = blastRadius ?? {};
  const texts = [
    ...renamed.map(
      (it) =>
        `renaming ${it.before} to ${it.permissionSet} replaces its role in ${count(it.accounts.length, 'account')}`,
    ),
    ...rolesRemoved.map(
      (it) =>
        `the role of ${it.permissionSet} goes away in ${it.accounts.join(', ')}; one that comes back has another name`,
    ),
    ...(applyTime?.warnings ?? []),
  ];
  return {
    heading: 'Beside that',
    columns: ['Effect'],
    rows: texts.map((it) => ({ cells: [{ text: sentence(it) }] })),
  };
}
