/** What a folder's code declares, every `for_each` expanded, as a page: the same as `idc access` lists. */
import type * as protocol from '../../protocol';
import { count } from './notes';
import { filled, grantCell, inReadingOrder, type Page, type PageCell, type PageSection, placeCell } from './page';

export function declaredPage(report: protocol.AccessReport, folder: string): Page {
  const names = new Map(report.accounts.flatMap(({ id, name }) => (id && name ? [[id, name] as const] : [])));
  return {
    title: 'What this workspace declares',
    verdict: verdictOf(report),
    facts: [{ name: 'Folder', value: { text: folder } }],
    sections: filled(
      assignments(report, names, folder),
      sets(report, folder),
      named('Groups', report.groups, folder),
      named('Users', report.users, folder),
      {
        heading: 'Accounts',
        columns: ['Account', 'Id', 'Code'],
        rows: report.accounts.map((it) => ({
          cells: [{ text: it.name ?? '' }, known(it.id), placeCell(folder, it)],
        })),
      },
      policies(report, names, folder),
      unknown(report, folder),
    ),
    ways: [{ title: 'Show as JSON', command: 'show-declared-json' }],
  };
}

function verdictOf({ assignments, permissionSets, groups, unknown }: protocol.AccessReport): Page['verdict'] {
  if (assignments.length + permissionSets.length === 0) {
    return {
      tone: 'plain',
      heading: 'No access is declared here',
      text: 'There are no `aws_ssoadmin_…` resources and no access definitions in this folder.',
    };
  }
  const parts = [
    count(assignments.length, 'assignment'),
    count(permissionSets.length, 'permission set'),
    count(groups.length, 'group'),
  ].join(', ');
  const doubt = unknown.length > 0 ? ` ${count(unknown.length, 'value')} can only be known to Terraform or AWS.` : '';
  return { tone: unknown.length > 0 ? 'doubtful' : 'plain', heading: parts, text: doubt.trim() };
}

function assignments({ assignments: all }: protocol.AccessReport, names: ReadonlyMap<string, string>, folder: string) {
  return {
    heading: 'Assignments',
    columns: ['Principal', 'Account', 'Permission set', 'Code'],
    rows: inReadingOrder(
      all.map((it) => ({
        cells: [
          known(it.principal, it.principalId, it.principalType === 'USER' ? 'user ' : ''),
          accountCell(it.account, it.accountRef, names),
          known(it.permissionSet, it.permissionSetArn),
          grantCell(folder, it),
        ],
        about: aboutOf(it),
      })),
    ),
  } satisfies PageSection;
}

function aboutOf({ principalType, principal, account, permissionSet }: protocol.AssignmentReport) {
  if (!principalType || !principal || !account || !permissionSet) return undefined;
  return { principalType, principal, account, permissionSet };
}

function accountCell(id: string | null, reference: string | undefined, names: ReadonlyMap<string, string>): PageCell {
  const name = id === null ? undefined : names.get(id);
  return name === undefined ? known(id, reference) : { text: `${name} (${id})` };
}

function known(value: string | null, instead?: string, lead = ''): PageCell {
  if (value !== null) return { text: `${lead}${value}` };
  return { text: instead ?? 'not known', tone: 'doubtful' };
}

function sets({ permissionSets }: protocol.AccessReport, folder: string): PageSection {
  return {
    heading: 'Permission sets',
    columns: ['Permission set', 'Session', 'AWS managed', 'Customer managed', 'Boundary', 'Inline', 'Code'],
    rows: permissionSets.map((it) => ({
      cells: [
        known(it.name),
        { text: it.sessionDuration ?? '' },
        { text: it.managedPolicies.map(shortArn).join(', ') },
        { text: it.customerManagedPolicies.map(({ name }) => name ?? 'not known').join(', ') },
        { text: boundaryText(it.permissionsBoundary) },
        { text: it.inlinePolicy ? 'yes' : '' },
        placeCell(folder, it),
      ],
    })),
  };
}

function shortArn(arn: string | null): string {
  return arn?.replace(/^arn:[^:]*:iam::aws:policy\//, '') ?? 'not known';
}

function boundaryText(boundary: protocol.PermissionSetReport['permissionsBoundary']): string {
  if (!boundary) return '';
  return 'name' in boundary ? (boundary.name ?? 'not known') : shortArn(boundary.managedPolicyArn);
}

function named(heading: string, items: readonly protocol.PrincipalReport[], folder: string): PageSection {
  return {
    heading,
    columns: ['Name', 'Code'],
    rows: items.map((it) => ({ cells: [known(it.name, it.id), placeCell(folder, it)] })),
  };
}

function policies({ policies: all }: protocol.AccessReport, names: ReadonlyMap<string, string>, folder: string) {
  return {
    heading: 'Customer managed policies',
    columns: ['Policy', 'Account', 'Code'],
    rows: all.map((it) => ({
      cells: [
        { text: `${it.path ?? ''}${it.name ?? 'not known'}` },
        accountCell(it.account, undefined, names),
        placeCell(folder, it),
      ],
    })),
  } satisfies PageSection;
}

function unknown({ unknown: all }: protocol.AccessReport, folder: string): PageSection {
  return {
    heading: 'Not known from the code',
    note: 'Unknown is never a finding.',
    columns: ['What', 'Attribute', 'Why', 'Code'],
    rows: all.map((it) => ({
      cells: [{ text: it.address ?? '' }, { text: it.attribute }, { text: it.because }, placeCell(folder, it)],
    })),
  };
}
