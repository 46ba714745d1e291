/** The words that the readable forms of the access report share. */
import type { WhoPivot, WhoReport, WhoRow } from '../../protocol';
import { count } from './notes';
import { leadingTo, lineText } from './place';

export function reportTitle({ productionOnly }: WhoReport): string {
  return productionOnly ? 'Who can access production' : 'Who can access what';
}

export function reportFacts(report: WhoReport): readonly (readonly [name: string, value: string])[] {
  const { takenAt, instance, region, ownerAccount, rows } = report;
  const users = new Set(rows.flatMap(({ user }) => user ?? []));
  const accounts = new Set(rows.map(({ account }) => account));
  const sets = new Set(rows.flatMap(({ permissionSet }) => permissionSet ?? []));
  return [
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
  ];
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
  /** Whether somebody should look at it. */
  readonly isDoubtful?: (row: WhoRow) => boolean;
};

const allColumns: readonly Column[] = [
  { pivot: 'account', name: 'Account', read: accountText },
  { pivot: 'user', name: 'User', read: userText, isDoubtful: ({ user }) => user === null },
  { name: 'Through', read: (row) => row.group ?? 'assigned directly', isDoubtful: ({ group }) => group === null },
  { pivot: 'permission-set', name: 'Permission set', read: (row) => row.permissionSet ?? 'not known' },
  {
    name: 'Role in the account',
    read: (row) => provisionedWords[row.provisioned],
    isDoubtful: ({ provisioned }) => provisioned !== 'current',
  },
  { name: 'In code', read: codeText, isDoubtful: ({ inCode }) => inCode === 'no' },
  { name: 'Said by', read: (row) => row.evidence.join(', ') },
];

const provisionedWords = {
  current: 'current',
  outdated: 'older version',
  no: 'none: eligible only',
  unknown: 'not known',
} as const;

/** Without the column that the section's heading says. */
export function columnsOf(by: WhoPivot): readonly string[] {
  return allColumns.filter(({ pivot }) => pivot !== by).map(({ name }) => name);
}

export type Cell = { readonly text: string; readonly isDoubtful: boolean };

export function cellsOf(row: WhoRow, by: WhoPivot): readonly Cell[] {
  const columns = allColumns.filter(({ pivot }) => pivot !== by);
  return columns.map(({ read, isDoubtful }) => ({ text: read(row), isDoubtful: isDoubtful?.(row) === true }));
}

function accountText({ account, accountName, production }: WhoRow): string {
  const name = accountName ? `${accountName} (${account})` : account;
  return production ? `${name}, production` : name;
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
