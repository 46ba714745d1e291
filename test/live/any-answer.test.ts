/**
 * Whatever AWS answers, in every place of every answer: a refresh comes to an end, gives a snapshot with gaps, and what is
 * written of it can be read back and says the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSnapshot, encodeSnapshot, nothingKnown, questionOperations } from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { createCalls } from '../../server/src/host/aws/api/calls';
import type { Clients } from '../../server/src/host/aws/api/clients';
import { questions } from '../../server/src/host/aws/api/questions';
import { createRedactor } from '../../server/src/host/aws/api/redact';
import { pull } from '../../server/src/host/aws/refresh/pull';
import type { Clock } from '../../server/src/host/host';
import { instance } from './samples';
import { patience } from './someone';

const set = 'arn:aws:sso:::permissionSet/ssoins-7223acme01234567/ps-0000000000000001';
const [group, user, account] = ['g-1', 'u-1', '111122223333'];
const CreatedDate = new Date('2026-11-24T04:00:00Z');
const assignments = {
  AccountAssignments: [
    { AccountId: account, PermissionSetArn: set, PrincipalType: 'GROUP', PrincipalId: group },
    { AccountId: account, PermissionSetArn: set, PrincipalType: 'USER', PrincipalId: 'u-gone' },
  ],
};
const listedRequests = [{ RequestId: 'r-1', Status: 'FAILED', CreatedDate }];
const described = {
  ...{ RequestId: 'r-1', Status: 'FAILED', CreatedDate, FailureReason: 'Rate exceeded' },
  ...{ TargetId: account, PermissionSetArn: set, PrincipalType: 'USER', PrincipalId: user },
};

/** What AWS would say, by operation. */
const promised: Readonly<Record<string, unknown>> = {
  ListPermissionSets: { PermissionSets: [set, `${set}2`] },
  DescribePermissionSet: {
    PermissionSet: { Name: 'Admin', Description: 'x', SessionDuration: 'PT8H', RelayState: '/' },
  },
  ListManagedPoliciesInPermissionSet: { AttachedManagedPolicies: [{ Name: 'a', Arn: 'arn:aws:iam::aws:policy/a' }] },
  ListCustomerManagedPolicyReferencesInPermissionSet: {
    CustomerManagedPolicyReferences: [{ Name: 'own', Path: '/a/' }],
  },
  GetInlinePolicyForPermissionSet: { InlinePolicy: '{"Version":"2012-10-17"}' },
  GetPermissionsBoundaryForPermissionSet: { PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'b' } } },
  ListAccountsForProvisionedPermissionSet: { AccountIds: [account, '222233334444'] },
  ListPermissionSetsProvisionedToAccount: { PermissionSets: [set] },
  ListAccountAssignmentsForPrincipal: assignments,
  ListAccountAssignments: assignments,
  ListAccountAssignmentCreationStatus: { AccountAssignmentsCreationStatus: listedRequests },
  ListAccountAssignmentDeletionStatus: { AccountAssignmentsDeletionStatus: listedRequests },
  ListPermissionSetProvisioningStatus: { PermissionSetsProvisioningStatus: listedRequests },
  DescribeAccountAssignmentCreationStatus: { AccountAssignmentCreationStatus: described },
  DescribeAccountAssignmentDeletionStatus: { AccountAssignmentDeletionStatus: described },
  DescribePermissionSetProvisioningStatus: { PermissionSetProvisioningStatus: described },
  ListGroups: { Groups: [{ GroupId: group, DisplayName: 'admins' }, { GroupId: 'g-2' }] },
  ListUsers: { Users: [{ UserId: user, UserName: 'anna', UserStatus: 'ENABLED' }] },
  ListGroupMemberships: { GroupMemberships: [{ MemberId: { UserId: user } }] },
  DescribeGroup: { GroupId: group, DisplayName: 'admins' },
  DescribeUser: { UserId: user, UserName: 'anna' },
  ListAccounts: { Accounts: [{ Id: account, Name: 'prod', State: 'ACTIVE' }] },
};

const strange = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 0, -1, 28_800, 1e308, Number.NaN, true, {}, [], [[]], [null]),
  fc.constantFrom<unknown>(
    '11112222333',
    '__proto__',
    'constructor',
    '\u0000',
    '\u001b[0m',
    '\ud800',
    'A',
    'x'.repeat(70_000),
  ),
  fc.constantFrom<unknown>(new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15), {
    ['__proto__']: { Name: 'x' },
  }),
  fc.jsonValue(),
);

/** The value with something else at one of its places. */
function changedAt(value: unknown, at: readonly number[], by: unknown): unknown {
  const [first, ...rest] = at;
  if (first === undefined || typeof value !== 'object' || value === null || value instanceof Date) return by;
  const keys = [...Object.keys(value), 'NextToken'];
  const key = keys[first % keys.length] ?? '';
  const inner = changedAt(Reflect.get(value, key), rest, by);
  return Array.isArray(value)
    ? value.map((it, index) => (String(index) === key ? inner : it))
    : { ...value, [key]: inner };
}

const place = fc.array(fc.nat(12), { minLength: 1, maxLength: 4 });
const changes = fc.array(fc.record({ operation: fc.constantFrom(...Object.keys(promised)), place, by: strange }), {
  minLength: 1,
  maxLength: 4,
});
const whole = fc.dictionary(fc.constantFrom(...Object.keys(promised)), strange, { maxKeys: 4 });

const clock: Clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), sleep: async () => {} };
const log = { info: () => {}, warn: () => {}, error: () => {} };
const throttle = { take: async () => {}, slowDown: () => {}, speedUp: () => {}, rate: () => 1 };

async function refreshWith(answers: ReadonlyMap<string, unknown>) {
  let calls = 0;
  const send = async (command: object) => {
    if (++calls > 20_000) throw new Error('the refresh does not end');
    // What is no object the SDK makes one.
    return { ...Object(answers.get(command.constructor.name.replace(/Command$/, '')) ?? {}) };
  };
  const client = { send };
  const clients = { ssoAdmin: client, identityStore: client, organizations: client } as unknown as Clients;
  const ask = questions(
    clients,
    createCalls({ clock, log, throttle, redactor: createRedactor() }, patience()),
    instance,
  );
  const focusContext = { focus: () => [], earlier: undefined };
  return pull({ profile: 'acme', instance, ask, clock, emit: () => {}, focusContext }, nothingKnown);
}

async function expectReadable(answers: ReadonlyMap<string, unknown>) {
  const snapshot = await refreshWith(answers);
  const text = encodeSnapshot(snapshot, fileWording);
  const decoded = decodeSnapshot(text);
  if (!('snapshot' in decoded)) throw new Error(decoded.problem);
  expect(encodeSnapshot(decoded.snapshot, fileWording)).toBe(text);
  return snapshot;
}

describe('Any answer', () => {
  it('is foreseen for each question', () => {
    expect(new Set(Object.keys(promised))).toEqual(new Set(questionOperations.map((it) => it.split('/')[1])));
  });

  it('as AWS promises it leaves no gap', async () => {
    expect((await expectReadable(new Map(Object.entries(promised)))).gaps).toEqual([]);
  });

  it('with anything in a place of it gives a snapshot that can be read back', () =>
    fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const answers = new Map(Object.entries(promised));
        for (const { operation, place, by } of all)
          answers.set(operation, changedAt(answers.get(operation), place, by));
        await expectReadable(answers);
      }),
      { numRuns: 400 },
    ));

  it('that is anything at all gives a snapshot that can be read back', () =>
    fc.assert(
      fc.asyncProperty(whole, async (others) => {
        await expectReadable(new Map([...Object.entries(promised), ...Object.entries(others)]));
      }),
      { numRuns: 200 },
    ));
});
