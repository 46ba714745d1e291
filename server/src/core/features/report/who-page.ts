/** The access report as a page: a section for each account, user or permission set. */
import type { ReportTone, WhoPivot, WhoReport, WhoRow } from '../../../protocol';
import { groupBy } from '../../base';
import { leadingTo, lineText } from '../place';
import { count } from '../views/notes';
import { headingOf } from '../who-report';
import { accountText, filled, gapsSection, type Page, type PageFact, type PageSection } from './page';

export function whoPage(report: WhoReport): Page {
  const { by, gaps, productionOnly, rows } = report;
  const groups = [...groupBy(rows, (row) => headingOf(row, by))];
  return {
    title: productionOnly ? 'Who can access production' : 'Who can access what',
    verdict: verdictOf(report),
    facts: factsOf(report),
    sections: [...filled(gapsSection(gaps)), ...groups.map(([heading, own]) => section(heading, own, by))],
    actions: [],
  };
}

function verdictOf({ gaps }: WhoReport): Page['verdict'] {
  if (gaps.length === 0) return { tone: 'good', heading: 'Everything that was asked for could be read', text: '' };
  return {
    tone: 'doubtful',
    heading: 'This report is not whole',
    text: 'There may be more access than this report shows.',
  };
}

function section(heading: string, rows: readonly WhoRow[], by: WhoPivot): PageSection {
  const columns = allColumns.filter(({ pivot }) => pivot !== by);
  return {
    heading,
    mark: by === 'account' && rows.some((row) => row.production) ? 'production' : undefined,
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => ({
      cells: columns.map(({ read, tone }) => ({ text: read(row), tone: tone?.(row) })),
    })),
  };
}

function factsOf(report: WhoReport): readonly PageFact[] {
  const { takenAt, instance, region, ownerAccount, rows } = report;
  const users = new Set(rows.flatMap(({ user }) => user ?? []));
  const accounts = new Set(rows.map(({ account }) => account));
  const sets = new Set(rows.flatMap(({ permissionSet }) => permissionSet ?? []));
  const told = [
    ['Read', utcText(takenAt)],
    ['Instance', `${instance} in ${region}, account ${ownerAccount}`],
    [
      'Holds',
      [
        count(users.size, 'user'),
        count(accounts.size, 'account'),
        count(sets.size, 'permission set'),
        count(rows.length, 'row'),
      ].join(', '),
    ],
    ['Evidence', [...new Set(rows.flatMap(({ evidence }) => evidence))].toSorted().join(', ') || 'none'],
    ...(report.pseudonymized ? [['Names', 'users, groups and accounts have pseudonyms'] as const] : []),
    ['Covers', 'access through IAM Identity Center; IAM users and other roles of the accounts are not in it'],
  ] as const;
  return told.map(([name, text]) => ({ name, value: { text } }));
}

/** A file goes to people in any time zone, so that it names its own. */
function utcText(takenAt: string): string {
  return `${takenAt.slice(0, 16).replace('T', ' ')} UTC`;
}

type Column = {
  /** The pivot whose headings say the same. */
  readonly pivot?: WhoPivot;
  readonly name: string;
  readonly read: (row: WhoRow) => string;
  readonly tone?: (row: WhoRow) => ReportTone | undefined;
};

const allColumns: readonly Column[] = [
  { pivot: 'account', name: 'Account', read: whereText },
  { pivot: 'user', name: 'User', read: userText, tone: ({ user }) => (user === null ? 'doubtful' : undefined) },
  {
    name: 'Through',
    read: ({ group }) => group ?? 'assigned directly',
    tone: ({ group }) => (group === null ? 'warning' : undefined),
  },
  { pivot: 'permission-set', name: 'Permission set', read: (row) => row.permissionSet ?? 'not known' },
  {
    name: 'Role in the account',
    read: ({ provisioned }) => provisionedWords[provisioned].text,
    tone: ({ provisioned }) => provisionedWords[provisioned].tone,
  },
  { name: 'In code', read: codeText, tone: ({ inCode }) => (inCode === 'no' ? 'warning' : undefined) },
  { name: 'Source', read: (row) => row.evidence.join(', ') },
];

const provisionedWords = {
  current: { text: 'current', tone: undefined },
  outdated: { text: 'older version', tone: 'warning' },
  no: { text: 'none: eligible only', tone: 'warning' },
  unknown: { text: 'not known', tone: 'doubtful' },
} as const;

function whereText(row: WhoRow): string {
  return row.production ? `${accountText(row)} · production` : accountText(row);
}

function userText({ user, note, disabled }: WhoRow): string {
  if (user === null) return note ?? 'not known';
  return disabled ? `${user} (disabled)` : user;
}

function codeText({ inCode, ...place }: WhoRow): string {
  const line = lineText(leadingTo(place));
  if (line !== '') return line;
  const words = { yes: 'yes', no: 'no', elsewhere: 'managed elsewhere', unknown: 'not known' } as const;
  return words[inCode];
}
