/**
 * Who can access what, for an auditor: live assignments with groups expanded into their members, each row with the
 * API that said so and the line of code that grants it. Invariant: what could not be read is stated, and never left out.
 */
import type * as protocol from '../../protocol';
import type { Analysis } from '../analysis';
import { compareText, isKnown, reasonKey } from '../base';
import { compareGrants, hidesProvisioning, type Snapshot } from '../live';
import * as model from '../model';
import { gapFacts, unknownText } from '../wording';
import type { LinesOf } from './access-report';
import { grantPlace, placeIn } from './place';

export type ReportQuestion = { readonly by: protocol.WhoPivot; readonly productionOnly: boolean };

/** The code is asked for lines, account names and what is production; without any there are only fewer columns filled. */
export type ReportCode = { readonly analysis: Analysis; readonly linesOf: LinesOf };

export function whoReport(snapshot: Snapshot, code: ReportCode, question: ReportQuestion): protocol.WhoReport {
  const rows = snapshot.access.assignments.all.flatMap(rowsIn(snapshot, code));
  const wanted = rows.filter((row) => row.production || !question.productionOnly);
  const { arn, region, ownerAccount } = snapshot.instance;
  return {
    version: 1,
    takenAt: snapshot.takenAt,
    instance: arn,
    region,
    ownerAccount,
    by: question.by,
    productionOnly: question.productionOnly,
    pseudonymized: snapshot.pseudonymized === true,
    rows: wanted.toSorted((a, b) => compareText(sortKey(a, question.by), sortKey(b, question.by))),
    gaps: gapsOf(snapshot),
  };
}

/** Whether anything can be production: an empty report for want of a setting would read as "nobody". */
export function namesProduction({ production, accounts }: model.ProjectFile): boolean {
  return production.length > 0 || accounts.some((it) => /^prod(uction)?$/i.test(it.environment ?? ''));
}

/** What a row is filed under. */
export function headingOf(row: protocol.WhoRow, by: protocol.WhoPivot): string {
  if (by === 'account') return row.accountName ? `${row.accountName} (${row.account})` : row.account;
  if (by === 'user') return row.user ?? 'Nobody known';
  return row.permissionSet ?? 'Permission set not known';
}

type Row = protocol.WhoRow;

function rowsIn(
  snapshot: Snapshot,
  { analysis, linesOf }: ReportCode,
): (assignment: model.Assignment) => readonly Row[] {
  const place = placeIn(linesOf);
  const grantOf = grantsByAssignment(snapshot, analysis);
  const provisioned = provisionedIn(snapshot);
  const common = accountFacts(snapshot, analysis);
  return (assignment) => {
    const account = isKnown(assignment.account) ? assignment.account.value : '';
    const permissionSet = isKnown(assignment.permissionSet) ? assignment.permissionSet.value : null;
    const grant = grantOf.get(assignment);
    const saidBy = assignment.origin.at.path.replace(/^live:/, '');
    return peopleOf(assignment, snapshot).map(({ evidence, ...person }) => ({
      ...common(account),
      ...person,
      permissionSet,
      provisioned: permissionSet === null ? 'unknown' : provisioned(permissionSet, account),
      inCode: codeWords[grant?.code ?? 'unknown'],
      ...grantPlace(place, grant?.declared),
      evidence: [saidBy, ...evidence],
    }));
  };
}

function accountFacts({ access }: Snapshot, { declared, project }: Analysis) {
  const names = new Map(
    [...declared.accounts.all, ...access.accounts.all].flatMap(({ id, name }) =>
      isKnown(id) && name && isKnown(name) ? [[id.value, name.value] as const] : [],
    ),
  );
  return (account: string): Pick<Row, 'account' | 'accountName' | 'production'> => ({
    account,
    accountName: names.get(account) ?? null,
    production: [declared.accounts, access.accounts].some((it) => model.isProduction(project, it, account)),
  });
}

type Person = Pick<Row, 'user' | 'note' | 'disabled' | 'group' | 'evidence'>;

/** A direct assignment is one person; a group is each of its members. */
function peopleOf(assignment: model.Assignment, snapshot: Snapshot): readonly Person[] {
  const { principalType, principal } = assignment;
  const isGroup = isKnown(principalType) && principalType.value === 'GROUP';
  if (!isKnown(principal)) {
    const group = isGroup ? (assignment.principalId ?? null) : null;
    return [{ user: null, note: unknownText(principal.because), disabled: null, group, evidence: [] }];
  }
  return isGroup ? membersOf(principal.value, snapshot) : [{ ...userFacts(principal.value, snapshot), group: null }];
}

const listMembers = 'identitystore/ListGroupMemberships';

function membersOf(group: string, snapshot: Snapshot): readonly Person[] {
  const own = snapshot.memberships?.find((it) => it.group === group);
  const nobody = (note: string): Person => ({ user: null, note, disabled: null, group, evidence: [] });
  if (!own) return [nobody('the members of this group were not read')];
  const people = own.members.map((user): Person => {
    const { evidence, ...facts } = userFacts(user, snapshot);
    return { ...facts, group, evidence: [listMembers, ...evidence] };
  });
  if (!own.complete) return [...people, nobody('there may be further members: not all could be read')];
  return people.length > 0 ? people : [{ ...nobody('the group has no members'), evidence: [listMembers] }];
}

function userFacts(user: string, { access }: Snapshot): Omit<Person, 'group'> {
  const disabled = access.users.byName.get(user)?.disabled ?? null;
  return { user, disabled, evidence: disabled === null ? [] : ['identitystore/ListUsers'] };
}

const codeWords = { declared: 'yes', absent: 'no', elsewhere: 'elsewhere', unknown: 'unknown' } as const;

function grantsByAssignment(snapshot: Snapshot, { declared, project }: Analysis) {
  const { grants } = compareGrants([{ access: declared, project }], snapshot);
  return new Map(grants.flatMap((grant) => (grant.assigned ? [[grant.assigned, grant] as const] : [])));
}

function provisionedIn({ provisioning, gaps }: Snapshot): (set: string, account: string) => Row['provisioned'] {
  const status = new Map(provisioning.map((it) => [`${it.permissionSet} ${it.account}`, it.status]));
  const isUnread = gaps.some(hidesProvisioning);
  return (set, account) => status.get(`${set} ${account}`) ?? (isUnread ? 'unknown' : 'no');
}

function gapsOf({ gaps, access }: Snapshot): protocol.WhoReport['gaps'] {
  const reported = new Set(gaps.map(({ reason }) => reasonKey(reason)));
  const { complete, because } = access.assignments;
  const others = complete ? [] : because.filter((it) => !reported.has(reasonKey(it.because)));
  return [...gaps.map(gapFacts), ...others.map((it) => ({ what: 'assignments', because: unknownText(it.because) }))];
}

function sortKey(row: Row, by: protocol.WhoPivot): string {
  const { accountName, account, user, group, permissionSet } = row;
  const place = [accountName ?? '\uffff', account];
  const person = [user ?? '\uffff', group ?? ''];
  const set = [permissionSet ?? '\uffff'];
  const orders = {
    account: [...place, ...person, ...set],
    user: [...person, ...place, ...set],
    'permission-set': [...set, ...place, ...person],
  };
  return orders[by].join('\n');
}
