/** What the code grants now and did not at an earlier revision, as a page. */
import type * as protocol from '../../../protocol';
import { firstFew } from '../../base';
import { timeText } from '../compare/apply-time';
import { count, sentence } from '../views/notes';
import {
  accountText,
  attributeWords,
  countsText,
  filled,
  grantCells,
  type Page,
  type PageRow,
  type PageSection,
  type PlacedGrant,
  placeCell,
  plainCell,
  shortText,
  signed,
  unknownSection,
} from './page';

/** `base` says what it is compared with, where that is not the very revision that was asked for. */
export function changesPage(diff: protocol.AccessDiff, folder: string, base?: string): Page {
  const { added, removed, changed, permissionSets, becameUnknown, since } = diff;
  return {
    title: `Access changes since ${since}`,
    verdict: verdictOf(diff),
    facts: [...baseFacts(base), ...applyFacts(diff)],
    sections: filled(
      signed(
        '+',
        grants('Access added', added, (it) => placedRow(it, it.permissionSet, folder)),
      ),
      // The line that it had would lead to something else.
      signed(
        '-',
        grants('Access removed', removed, (it) => grantRow(it, it.permissionSet)),
      ),
      signed(
        '~',
        grants('Permission set changed', changed, (it) => placedRow(it, `${it.before} → ${it.after}`, folder)),
      ),
      setsSection(permissionSets),
      signed('!', otherEffects(diff)),
      unknownSection('Became unknown', 'Known before, and not known any more.', { all: becameUnknown, folder }),
    ),
    actions: [],
  };
}

function verdictOf({ added, removed, changed, permissionSets, becameUnknown }: protocol.AccessDiff) {
  const many = added.length + removed.length + changed.length;
  const inProduction = [...added, ...changed].filter((it) => it.production).length;
  const text = countsText([
    [added.length, 'added'],
    [removed.length, 'removed'],
    [changed.length, 'changed'],
    [permissionSets.length, `permission set${permissionSets.length === 1 ? '' : 's'} touched`],
    [becameUnknown.length, 'became unknown', 'seldom'],
  ]);
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
  const text = `${timeText({ low, high })} (${because.slice(0, 3).join(', ')})`;
  return [{ name: 'Applying it takes', value: { text } }];
}

function grants<T>(heading: string, all: readonly T[], rowOf: (grant: T) => PageRow): PageSection {
  return { heading, columns: ['Principal', 'Account', 'Permission set', 'Code'], rows: all.map(rowOf) };
}

function placedRow(grant: PlacedGrant, set: string, folder: string): PageRow {
  return { cells: [...grantRow(grant, set).cells, placeCell(folder, grant)] };
}

function grantRow(grant: PlacedGrant, set: string): PageRow {
  return { cells: [...grantCells(grant, 'warning'), { text: set }] };
}

const setSigns = { added: '+', removed: '-', changed: '~' } as const;

function setsSection(sets: protocol.AccessDiff['permissionSets']): PageSection {
  const rows = sets.flatMap(({ name, change, attributes, reprovisionedAccounts: many }): readonly PageRow[] => {
    const again = many === 0 ? '' : `provisioned again in ${count(many, 'account')}`;
    const sign = setSigns[change];
    if (change !== 'changed') return [{ sign, cells: [name, change, '', '', again].map(plainCell) }];
    return attributes.map((it, index) => ({
      sign,
      cells: [
        { text: name },
        { text: attributeWords(it.attribute) },
        { text: shortText(it.before) || 'none' },
        { text: shortText(it.after) || 'none' },
        { text: index === 0 ? again : '' },
      ],
    }));
  });
  return { heading: 'Permission sets', columns: ['Permission set', 'What', 'Before', 'After', 'Effect'], rows };
}

/** The roles that the change takes away or replaces, and what may take too long. */
function otherEffects({ blastRadius, applyTime, added, removed, changed }: protocol.AccessDiff): PageSection {
  const { rolesRemoved = [], renamed = [] } = blastRadius ?? {};
  const accounts = new Map([...added, ...removed, ...changed].map((it) => [it.account, accountText(it)]));
  const texts = [
    ...renamed.map(
      (it) =>
        `renaming ${it.before} to ${it.permissionSet} replaces its role in ${count(it.accounts.length, 'account')}`,
    ),
    ...rolesRemoved.map(
      (it) =>
        `the role of ${it.permissionSet} goes away in ${firstFew(it.accounts.map((id) => accounts.get(id) ?? id))}; one that comes back has another name`,
    ),
    ...(applyTime?.warnings ?? []),
  ];
  return {
    heading: 'Other effects',
    columns: ['Effect'],
    rows: texts.map((it) => ({ cells: [{ text: sentence(it) }] })),
  };
}
