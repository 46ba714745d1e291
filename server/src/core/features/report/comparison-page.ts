/** Code beside live, as a page: what only one of them has, what differs, and what can't be told. */
import type * as protocol from '../../../protocol';
import { groupBy } from '../../base';
import { hasDrift } from '../compare/comparison';
import {
  attributeWords,
  codeCell,
  countsText,
  filled,
  gapsSection,
  grantCells,
  inReadingOrder,
  type Page,
  type PageRow,
  type PageSection,
  placeCell,
  shortText,
  signed,
} from './page';

export function comparisonPage(report: protocol.ComparisonReport, folder: string): Page {
  return {
    title: 'Code compared with live access',
    verdict: verdictOf(report),
    facts: [{ name: 'Instance', value: { text: report.instance } }],
    takenAt: report.takenAt,
    sections: filled(
      ...setSections(report, folder),
      ...grantSections(report, folder),
      notComparable(report.notComparable, folder),
      gapsSection(report.gaps),
    ),
    actions: [{ title: 'Read live access again', command: 'refresh' }],
  };
}

function verdictOf(report: protocol.ComparisonReport): protocol.ReportVerdict {
  const { both, onlyInCode, onlyLive, orphaned, elsewhere, permissionSets, notComparable, gaps } = report;
  const { length: differing } = permissionSets.differing;
  const text = countsText([
    [both.length, 'in both'],
    [onlyInCode.length, 'only in code'],
    [onlyLive.length, 'only live'],
    [orphaned.length, 'of principals that no longer exist', 'seldom'],
    [elsewhere.length, 'managed elsewhere', 'seldom'],
    [differing, `permission set${differing === 1 ? '' : 's'} differing`],
    [notComparable.length, 'not comparable', 'seldom'],
  ]);
  if (hasDrift(report)) return { tone: 'warning', heading: 'Code and AWS differ', text: `${text}.` };
  const isUnsure = notComparable.length + gaps.length > 0;
  return isUnsure
    ? { tone: 'doubtful', heading: 'No difference, as far as can be told', text: `${text}.` }
    : { tone: 'good', heading: 'AWS has what the code says', text: `${text}.` };
}

function setSections({ permissionSets, namesTaken }: protocol.ComparisonReport, folder: string) {
  const { differing, onlyInCode, onlyLive } = permissionSets;
  const section = (heading: string, note: string, sets: readonly protocol.NamedSetReport[]): PageSection => ({
    heading,
    note,
    columns: ['Permission set', 'Code', 'ARN'],
    rows: sets.map((it) => ({ cells: [{ text: it.name }, placeCell(folder, it), codeCell(it.arn ?? '')] })),
  });
  return [
    signed('!', section('Names already taken', 'AWS has a permission set of that name: import it.', namesTaken)),
    signed('~', differingSection(differing, folder)),
    signed('+', section('Permission sets only in code', 'Not applied yet, or deleted by hand.', onlyInCode)),
    signed('-', section('Permission sets only live', 'Made by hand, or by other code.', onlyLive)),
  ];
}

function differingSection(sets: readonly protocol.DifferingSetReport[], folder: string): PageSection {
  const rows = sets.flatMap(({ name, differences, ...own }) =>
    differences.map(
      (it): PageRow => ({
        cells: [
          { text: name },
          { text: attributeWords(it.attribute) },
          { text: shortText(it.inCode) || 'nothing' },
          { text: shortText(it.live) || 'nothing' },
          placeCell(folder, it.file === undefined ? own : it),
        ],
      }),
    ),
  );
  return {
    heading: 'Permission sets that differ',
    columns: ['Permission set', 'What', 'In code', 'Live', 'Code'],
    rows,
  };
}

function grantSections(report: protocol.ComparisonReport, folder: string): readonly PageSection[] {
  const { onlyInCode, onlyLive, orphaned, elsewhere, both } = report;
  const section = (heading: string, note: string, grants: readonly protocol.LiveGrantReport[]): PageSection => ({
    heading,
    note,
    columns: ['Principal', 'Account', 'Permission set', 'Code', 'Source'],
    rows: inReadingOrder(grants.map((it) => grantRow(it, folder))),
  });
  const noLonger = 'Assignments of principals that no longer exist';
  return [
    signed('+', section('Assignments only in code', 'Not applied yet, or removed by hand.', onlyInCode)),
    signed('-', section('Assignments only live', 'Made by hand, or by other code.', onlyLive)),
    signed('-', section(noLonger, 'AWS keeps them by id; nobody can use them.', orphaned)),
    { ...section('Managed elsewhere', 'Only live, and rightly so.', elsewhere), folded: true },
    { ...section('In code and live', '', both), folded: true },
  ];
}

function grantRow(grant: protocol.LiveGrantReport, folder: string): PageRow {
  const { principalType, principal, account, permissionSet, saidBy = '' } = grant;
  return {
    cells: [...grantCells(grant), { text: permissionSet }, placeCell(folder, grant), { text: saidBy }],
    about: { principalType, principal, account, permissionSet },
  };
}

/** Four hundred assignments that one unknown hides are one row. */
function notComparable(all: readonly protocol.NotComparableReport[], folder: string): PageSection {
  const rows = [...groupBy(all, (it) => it.because)].map(([because, group]): PageRow => {
    const [first] = group;
    const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
    return {
      cells: [
        { text: `${first?.what ?? ''}${more}`, tone: 'doubtful' },
        { text: because },
        placeCell(folder, first ?? {}),
      ],
    };
  });
  return {
    heading: 'Could not be compared',
    note: 'Neither counted as the same nor as different.',
    columns: ['What', 'Why', 'Code'],
    rows,
  };
}
