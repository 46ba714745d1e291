/** What code declares or AWS has, every `for_each` expanded, as a page: the same as `idc access` and `idc live` list. */
import type * as protocol from '../../../protocol';
import type { Part, Snapshot } from '../../live';
import { gapFacts } from '../../wording';
import { accessReport } from '../access-report';
import { count } from '../views/notes';
import {
  filled,
  gapsSection,
  inReadingOrder,
  type Page,
  type PageCell,
  type PageFact,
  type PageSection,
  placeCell,
  principalText,
  unknownSection,
} from './page';

/** `folder` is the root of the workspace folder; empty where there is one alone, and nobody asks which. */
export function declaredPage(report: protocol.AccessReport, folder: string): Page {
  const { unknown } = report;
  return {
    title: 'What the code declares',
    verdict: declaredVerdict(report),
    facts: folder === '' ? [] : [{ name: 'Folder', value: { text: folder } }],
    sections: filled(
      ...accessSections(report, folder),
      unknownSection('Not known from the code', 'Unknown is never a finding.', { all: unknown, folder }),
    ),
    actions: [{ title: 'Show as JSON', command: 'show-declared-json' }],
  };
}

function declaredVerdict(report: protocol.AccessReport): Page['verdict'] {
  const { assignments, permissionSets, unknown } = report;
  if (assignments.length + permissionSets.length === 0) {
    return {
      tone: 'plain',
      heading: 'No access is declared here',
      text: 'There are no aws_ssoadmin_… resources and no access definitions in this folder.',
    };
  }
  if (unknown.length === 0) return { tone: 'plain', heading: holdsText(report), text: '' };
  const text = `${count(unknown.length, 'value')} can only be known to Terraform or AWS.`;
  return { tone: 'doubtful', heading: holdsText(report), text };
}

function holdsText({ assignments, permissionSets, groups }: protocol.AccessReport): string {
  return [
    count(assignments.length, 'assignment'),
    count(permissionSets.length, 'permission set'),
    count(groups.length, 'group'),
  ].join(', ');
}

export function livePage(snapshot: Snapshot): Page {
  const report = accessReport(snapshot.access, [], () => undefined);
  const { instance, gaps, parts = [], takenAt } = snapshot;
  return {
    title: 'What AWS has',
    verdict: {
      tone: gaps.length > 0 ? 'doubtful' : 'plain',
      heading: holdsText(report),
      text: gaps.length > 0 ? 'Not everything could be read.' : '',
    },
    facts: [{ name: 'Instance', value: { text: `${instance.arn} in ${instance.region}` } }, ...parts.flatMap(partFact)],
    takenAt,
    sections: filled(...accessSections(report, ''), gapsSection(gaps.map(gapFacts))),
    actions: [],
  };
}

const sources = { cloudtrail: 'CloudTrail', requests: 'the request history' } as const;

/** Only what is older than the refresh is worth a line. */
function partFact({ name, readAt, unchangedUntil, by }: Part): readonly PageFact[] {
  if (unchangedUntil === undefined || by === undefined) return [];
  return [{ name, value: { text: `read ${readAt}, unchanged until ${unchangedUntil} by ${sources[by]}` } }];
}

function accessSections(report: protocol.AccessReport, folder: string): readonly PageSection[] {
  const names = new Map(report.accounts.flatMap(({ id, name }) => (id && name ? [[id, name] as const] : [])));
  return [
    assignments(report, names, folder),
    sets(report, folder),
    named('Groups', report.groups, folder),
    named('Users', report.users, folder),
    {
      heading: 'Accounts',
      folded: true,
      columns: ['Account', 'Id', 'Code'],
      rows: report.accounts.map((it) => ({
        cells: [{ text: it.name ?? '' }, known(it.id), placeCell(folder, it)],
      })),
    },
    policies(report, names, folder),
  ];
}

function assignments({ assignments: all }: protocol.AccessReport, names: ReadonlyMap<string, string>, folder: string) {
  return {
    heading: 'Assignments',
    columns: ['Principal', 'Account', 'Permission set', 'Code'],
    rows: inReadingOrder(
      all.map((it) => ({
        cells: [
          principalCell(it),
          accountCell(it.account, it.accountRef, names),
          known(it.permissionSet, it.permissionSetArn),
          placeCell(folder, it),
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

function principalCell({ principalType, principal, principalId }: protocol.AssignmentReport): PageCell {
  return principal === null ? known(null, principalId) : { text: principalText(principalType, principal) };
}

function known(value: string | null, instead?: string): PageCell {
  return value === null ? { text: instead ?? 'not known', tone: 'doubtful' } : { text: value };
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
    folded: true,
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
