/** Small accesses, snapshots and states, written as a reader would say them. */
import { type Known, known, type Maybe, type Origin, originAt, unknown } from '../../../server/src/core/base';
import type { AccessSources, DeclaredIn } from '../../../server/src/core/features';
import { initialState, type LiveState, type ProvisioningRequest, type Snapshot } from '../../../server/src/core/live';
import type { Access, Assignment } from '../../../server/src/core/model';
import { emptyProjectFile, listing } from '../../../server/src/core/model';

export const now = Date.parse('2026-03-02T12:00:00Z');

/** `analysts/prod/Reader`, a user as `user:maria/prod/Reader`; `?` stands for what is not known. */
export type Line = string;

const accountIds: Readonly<Record<string, string>> = { prod: '111122223333', dev: '444455556666' };

export function code(lines: readonly Line[], folder = '/repo/access'): DeclaredIn {
  return {
    folder,
    project: emptyProjectFile,
    access: access(lines, (index) => originAt({ path: 'access.tf', start: index * 10, end: index * 10 + 5 })),
  };
}

export function snapshot(lines: readonly Line[], more: Partial<Snapshot> = {}): Snapshot {
  const gaps = more.gaps ?? [];
  const live = access(lines, () => originAt({ path: 'live:sso-admin/ListAccountAssignments', start: 0, end: 0 }));
  const because = gaps.map(({ reason }) => unknown(reason, live.assignments.all[0]?.origin ?? nowhere));
  return {
    takenAt: '2026-03-02T09:00:00Z',
    profile: 'prod',
    instance: {
      arn: 'arn:aws:sso:::instance/ssoins-1',
      identityStoreId: 'd-1',
      ownerAccount: '1',
      region: 'eu-west-1',
      name: undefined,
    },
    access: { ...live, assignments: { all: live.assignments.all, complete: gaps.length === 0, because } },
    provisioning: [],
    requests: [],
    gaps,
    ...more,
  };
}

export function state(more: Partial<LiveState>): LiveState {
  return { ...initialState, profile: 'prod', signedIn: 'yes', ...more };
}

export function sources(live: LiveState, declared: readonly DeclaredIn[] = []): AccessSources {
  const taken = live.snapshot;
  return { live, declared, provisioning: taken && { ...taken, accountNames: new Map() } };
}

export function request(line: Line, more: Partial<ProvisioningRequest> = {}): ProvisioningRequest {
  const { principalType, principal, account, permissionSet } = parts(line);
  return {
    kind: 'assignment-creation',
    id: `request-${line}`,
    status: 'FAILED',
    createdAt: '2026-03-02T10:00:00Z',
    permissionSet,
    account,
    principalType,
    principal,
    failureReason: undefined,
    ...more,
  };
}

const nowhere: Origin = originAt({ path: 'live:sso-admin/ListAccountAssignments', start: 0, end: 0 });

function access(lines: readonly Line[], originOf: (index: number) => Origin): Access {
  const assignments = lines.map((line, index) => assignment(line, originOf(index)));
  const because = assignments.some((it) => it.wildcardBecause)
    ? [unknown({ kind: 'unknown-collection' }, nowhere)]
    : [];
  const accounts = Object.entries(accountIds).map(([name, id]) => ({
    id: known(id, nowhere),
    name: known(name, nowhere),
    origin: nowhere,
  }));
  return {
    permissionSets: listing<Access['permissionSets']['all'][number]>([], (it) => it.name),
    groups: listing<Access['groups']['all'][number]>([], (it) => it.name),
    users: listing<Access['users']['all'][number]>([], (it) => it.name),
    accounts: listing(accounts, (it) => it.id as Maybe<string>),
    policies: { all: [], complete: true, because: [] },
    assignments: { all: assignments, complete: because.length === 0, because },
  };
}

function assignment(line: Line, origin: Origin): Assignment {
  const { principalType, principal, account, permissionSet } = parts(line);
  const maybe = (text: string): Maybe<string> =>
    text === '?' ? unknown({ kind: 'variable-without-value', name: 'team' }, origin) : known(text, origin);
  return {
    principalType: known(principalType, origin) satisfies Known<string>,
    principal: maybe(principal),
    account: maybe(account),
    permissionSet: maybe(permissionSet),
    address: `aws_ssoadmin_account_assignment.this["${line}"]`,
    origin,
  };
}

function parts(line: Line) {
  const [who = '', where = '', as = ''] = line.split('/');
  const principalType = who.startsWith('user:') ? ('USER' as const) : ('GROUP' as const);
  return {
    principalType,
    principal: who.replace(/^user:/, ''),
    account: accountIds[where] ?? where,
    permissionSet: as,
  };
}
