/** Code beside live, as a page: what only one of them has, what differs, and what can't be told. */
import type * as protocol from '../../protocol';
import { groupBy } from '../base';
import { hasDrift } from './comparison';
import { count } from './notes';
import {
  accountText,
  attributeWords,
  filled,
  gapsSection,
  grantCell,
  inReadingOrder,
  type Page,
  type PageRow,
  type PageSection,
  placeCell,
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
    ways: [{ title: 'Read live access again', command: 'refresh' }],
  };
}

function verdictOf(report: protocol.ComparisonReport): protocol.ReportVerdict {
  const { both, onlyInCode, onlyLive, orphaned, elsewhere, permissionSets, notComparable, gaps } = report;
  const text = [
    `${both.length} in both`,
    `${onlyInCode.length} only in code`,
    `${onlyLive.length} only live`,
    ...(orphaned.length > 0 ? [`${orphaned.length} of principals that no longer exist`] : []),
    ...(elsewhere.length > 0 ? [`${elsewhere.length} managed elsewhere`] : []),
    `${count(permissionSets.differing.length, 'permission set')} differing`,
  ].join(', ');
  if (hasDrift(report)) return { tone: 'warning', heading: 'Code and AWS differ', text: `${text}.` };
  const isUnsure = notComparable.length + gaps.length > 0;
  return isUnsure
    ? { tone: 'doubtful', heading: 'No difference, as far as can be told', text: `${text}.` }
    : { tone: 'good', heading: 'AWS has what the code says', text: `${text}.` };
}

function setSections({ permissionSets, namesTaken }: protocol.ComparisonReport, folder: string) {
  const { differing, onlyInCode, onlyLive } = permissionSets;
  const named = (heading: string, note: string, sets: readonly protocol.NamedSetReport[]): PageSection => ({
    heading,
    note,
    columns: ['Permission set', 'Code', 'ARN'],
    rows: sets.map((it) => ({
      cells: [{ text: it.name }, placeCell(folder, it), { text: it.arn ?? '' }],
    })),
  });
  return [
    named('Names already taken', 'AWS has a permission set of that name: import it.', namesTaken),
    differingSection(differing, folder),
    named('Permission sets only in code', 'Not applied yet, or deleted by hand.', onlyInCode),
    named('Permission sets only live', 'Made by hand, or by other code.', onlyLive),
  ];
}

function differingSection(sets: readonly protocol.DifferingSetReport[], folder: string): PageSection {
  const rows = sets.flatMap(({ name, differences, ...own }) =>
    differences.map(
      (it): PageRow => ({
        cells: [
          { text: name },
          { text: attributeWords(it.attribute) },
          { text: it.inCode || 'nothing' },
          { text: it.live || 'nothing' },
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
  const section = (heading: string, note: string, grants: readonly protocol.LiveGrantReport[]): PageSection => ({
    heading,
    note,
    columns: ['Principal', 'Account', 'Permission set', 'Code', 'Said by'],
    rows: inReadingOrder(grants.map((it) => grantRow(it, folder))),
  });
  return [
    section('Assignments only in code', 'Not applied yet, or removed by hand.', report.onlyInCode),
    section('Assignments only live', 'Made by hand, or by other code.', report.onlyLive),
    section(
      'Assignments of principals that no longer exist',
      'AWS keeps them by id; nobody can use them.',
      report.orphaned,
    ),
    section('Managed elsewhere', 'Only live, and rightly so.', report.elsewhere),
    section('In code and live', '', report.both),
  ];
}

function grantRow(grant: protocol.LiveGrantReport, folder: string): PageRow {
  const { principalType, principal, account, permissionSet, production, saidBy = '' } = grant;
  return {
    cells: [
      { text: principalType === 'USER' ? `user ${principal}` : principal },
      { text: `${accountText(grant)}${production ? ' · production' : ''}` },
      { text: permissionSet },
      grantCell(folder, grant),
      { text: saidBy },
    ],
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
        grantCell(folder, first ?? {}),
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
