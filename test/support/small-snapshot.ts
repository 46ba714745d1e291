/**
 * A snapshot in few words, for pages and tests. It goes the way of every snapshot file: through the decoder.
 *
 *     { "accounts": { "prod": "111122223333", "old": { "id": "444455556666", "state": "SUSPENDED" } },
 *       "groups": { "analysts": ["anna"], "unread": null },
 *       "users": { "nils": { "disabled": true } },
 *       "permissionSets": { "Reader": { "sessionDuration": "PT4H", "managedPolicies": ["arn:…"] } },
 *       "assignments": ["analysts in prod as Reader", "user anna in prod as Reader", "gone g-1 in prod as Reader"],
 *       "outdated": ["Reader in prod"], "notProvisioned": ["Reader in dev"],
 *       "failed": [{ "assignment": "analysts in prod as Reader", "reason": "…" }, { "set": "Reader in prod", "reason": "…" }],
 *       "incomplete": ["assignments"] }
 *
 * Members and assigned principals need not be listed again; whatever is assigned is provisioned unless said otherwise.
 */
import { decodeSnapshot, type Snapshot } from '../../server/src/core/live';

export type SmallSnapshot = {
  readonly accounts?: Readonly<Record<string, string | { readonly id: string; readonly state: string }>>;
  readonly groups?: Readonly<Record<string, readonly string[] | null>>;
  readonly users?: Readonly<Record<string, { readonly disabled?: boolean }>>;
  readonly permissionSets?: Readonly<Record<string, object>>;
  readonly assignments?: readonly string[];
  readonly outdated?: readonly string[];
  readonly notProvisioned?: readonly string[];
  readonly failed?: readonly { readonly assignment?: string; readonly set?: string; readonly reason: string }[];
  readonly incomplete?: readonly string[];
  /** Why they are incomplete, and which right was missing. */
  readonly denied?: string;
  readonly takenAt?: string;
};

export function smallSnapshot(small: SmallSnapshot): Snapshot {
  const decoded = decodeSnapshot(JSON.stringify(fileOf(small)));
  if (!('snapshot' in decoded)) throw new Error(decoded.problem);
  return decoded.snapshot;
}

const instance = 'ssoins-1234567890abcdef';
const defaultTime = '2026-11-24T04:00:00.000Z';

function fileOf(small: SmallSnapshot) {
  const accounts = Object.entries(small.accounts ?? {}).map(([name, it]) => {
    const [id, state] = typeof it === 'string' ? [it, 'ACTIVE'] : [it.id, it.state];
    return { id, name, state, saidBy: 'organizations/ListAccounts' };
  });
  const idOf = (name: string) => accounts.find((it) => it.name === name)?.id ?? name;
  const rows = (small.assignments ?? []).map((line) => rowOf(line, idOf));
  const groups = { ...Object.fromEntries(rows.flatMap(emptyGroup)), ...small.groups };
  const users = [
    ...new Set([
      ...Object.keys(small.users ?? {}),
      ...Object.values(groups).flatMap((it) => it ?? []),
      ...rows.flatMap((it) => (it.principalType === 'USER' && it.principal !== null ? [it.principal] : [])),
    ]),
  ];
  const because = small.denied ? `the role in use may not do this: ${small.denied}` : 'the answer was cut short';
  const reason = small.denied ? { kind: 'denied', action: small.denied } : { kind: 'said-in-file', text: because };
  return {
    version: 1,
    snapshot: 2,
    takenAt: small.takenAt ?? defaultTime,
    profile: 'acme',
    instance: {
      arn: `arn:aws:sso:::instance/${instance}`,
      identityStoreId: 'd-1234567890',
      ownerAccount: '999900001111',
      region: 'eu-west-1',
      name: null,
    },
    permissionSets: Object.entries(withAssigned(small.permissionSets ?? {}, rows)).map(setOf),
    groups: Object.keys(groups).map((name) => ({ name, id: principalIdOf(`group ${name}`) })),
    users: users.map((name) => ({
      name,
      id: principalIdOf(`user ${name}`),
      disabled: small.users?.[name]?.disabled ?? false,
    })),
    accounts,
    policies: [],
    assignments: rows,
    assignmentsCompleteFor: small.incomplete?.includes('assignments') ? [] : ['GROUP', 'USER'],
    unknown: rows.flatMap(unknownOf),
    provisioning: provisioningOf(small, rows, idOf),
    requests: (small.failed ?? []).map((it, index) => requestOf(it, index, idOf)),
    memberships: Object.entries(groups).map(([group, members]) => ({
      group,
      members: members ?? [],
      complete: members !== null,
    })),
    gaps: (small.incomplete ?? []).map((what) => ({
      ...{ what, because, action: small.denied ?? null },
      ...{ topic: 'said-in-file', text: what, reason },
    })),
    incomplete: (small.incomplete ?? []).map((of) => ({ of, because, saidBy: 'sso-admin/ListInstances', reason })),
  };
}

type Row = ReturnType<typeof rowOf>;

function rowOf(line: string, idOf: (name: string) => string) {
  const { type, principal, account, set } = partsOf(line);
  return {
    principalType: type === 'user' ? ('USER' as const) : ('GROUP' as const),
    principal: type === 'gone' ? null : principal,
    principalId: type === 'gone' ? principal : principalIdOf(`${type} ${principal}`),
    account: idOf(account),
    permissionSet: set,
    permissionSetArn: setArn(set),
    saidBy: 'sso-admin/ListAccountAssignmentsForPrincipal',
    ...(type === 'gone' && { principalIsGone: true }),
  };
}

function partsOf(line: string) {
  const match = /^(?:(user|gone) )?(.+) in (.+) as (.+)$/s.exec(line);
  if (!match) throw new Error(`not "PRINCIPAL in ACCOUNT as SET": ${line}`);
  const [, type = 'group', principal = '', account = '', set = ''] = match;
  return { type, principal, account, set };
}

/** The id that `group analysts` or `user anna` has in every small snapshot. */
export function principalIdOf(principal: string): string {
  const letters = [...principal].map((it) => (it.codePointAt(0) ?? 0).toString(16).padStart(2, '0'));
  return `90670000-0000-4000-8000-${letters.join('').padStart(12, '0').slice(-12)}`;
}

function setArn(name: string): string {
  return `arn:aws:sso:::permissionSet/${instance}/ps-${name.padStart(16, '0')}`;
}

function emptyGroup({ principalType, principal }: Row): readonly (readonly [string, readonly string[]])[] {
  return principalType === 'GROUP' && principal !== null ? [[principal, []]] : [];
}

function unknownOf({ principal, principalType, principalId, account, permissionSetArn, saidBy }: Row) {
  if (principal !== null) return [];
  const address = `${account}/${permissionSetArn}/${principalId}`;
  const word = principalType === 'GROUP' ? 'group' : 'user';
  const because = `${word} ${principalId} no longer exists`;
  const reason = { kind: 'principal-gone', principalType, id: principalId };
  return [{ address, attribute: 'principal', because, saidBy, reason }];
}

function withAssigned(sets: Readonly<Record<string, object>>, rows: readonly Row[]): Readonly<Record<string, object>> {
  return { ...Object.fromEntries(rows.map(({ permissionSet }) => [permissionSet, {}])), ...sets };
}

function setOf([name, more]: readonly [string, object]) {
  const document = 'inlinePolicyDocument' in more;
  return {
    name,
    arn: setArn(name),
    sessionDuration: 'PT1H',
    relayState: null,
    description: null,
    managedPolicies: [],
    customerManagedPolicies: [],
    permissionsBoundary: null,
    inlinePolicy: document,
    inlinePolicyDocument: null,
    policiesComplete: true,
    ...more,
  };
}

function provisioningOf(small: SmallSnapshot, rows: readonly Row[], idOf: (name: string) => string) {
  const pairOf = (text: string) => {
    const [permissionSet = '', account = ''] = text.split(' in ');
    return { permissionSet, account: idOf(account) };
  };
  const outdated = (small.outdated ?? []).map((it) => ({ ...pairOf(it), status: 'outdated' }));
  const without = [...(small.notProvisioned ?? []).map(pairOf), ...outdated];
  const assigned = rows.map(({ permissionSet, account }) => ({ permissionSet, account, status: 'current' }));
  const isKept = (it: { permissionSet: string; account: string }) =>
    !without.some((other) => other.permissionSet === it.permissionSet && other.account === it.account);
  return [...outdated, ...assigned.filter(isKept)];
}

type Failed = NonNullable<SmallSnapshot['failed']>[number];

function requestOf({ assignment, set, reason }: Failed, index: number, idOf: (name: string) => string) {
  const row = assignment === undefined ? undefined : rowOf(assignment, idOf);
  const [name = '', account = ''] = (set ?? '').split(' in ');
  return {
    kind: row ? 'assignment-creation' : 'provisioning',
    id: `request-${index}`,
    status: 'FAILED',
    createdAt: '2026-11-23T22:00:00.000Z',
    permissionSet: row?.permissionSet ?? name,
    account: row?.account ?? idOf(account),
    principalType: row?.principalType ?? null,
    principal: row?.principal ?? null,
    failureReason: reason,
  };
}
