/**
 * AWS's answers, or those of whoever answers in its name, are not what the API promises. What can't be read is a gap with
 * its operation, the rest stays, and whatever is saved can be read back.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '../../server/src/core/live';
import { failureText, fileWording, gapText } from '../../server/src/core/wording';
import type { Clients } from '../../server/src/host/aws/api/clients';
import { awsClock } from '../../server/src/host/aws/refresh/aws-clock';
import { patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator, type Fault } from '../support/identity-center';
import { instead, members } from '../support/identity-center/faults';
import { virtualClock } from '../support/virtual-clock';

let emulator: Emulator;
afterEach(() => emulator.close());

async function signedIn(): Promise<Someone> {
  const clock = virtualClock();
  emulator = await createEmulator('acme', { rate: 'off', clock });
  const anna = someone(emulator, { clock });
  await anna.signIn();
  return anna;
}

/** A refresh of acme while one operation answers with nonsense. */
async function withNonsense(operation: string, nonsense: Fault['nonsense'], times?: number): Promise<Snapshot> {
  const anna = await signedIn();
  emulator.faults.add({ kind: 'nonsense', operations: [operation], nonsense, times });
  const result = await anna.aws.pull('acme', () => {}, patience());
  if (!result.ok) throw new Error(failureText(result.failure).message);
  expectReadable(result.value);
  return result.value;
}

/** Saved and read back it says the same. */
function expectReadable(snapshot: Snapshot): void {
  const text = encodeSnapshot(snapshot, fileWording);
  const decoded = decodeSnapshot(text);
  if (!('snapshot' in decoded)) throw new Error(decoded.problem);
  expect(encodeSnapshot(decoded.snapshot, fileWording)).toBe(text);
}

const because = ({ gaps }: Snapshot) => gaps.map((gap) => gapText(gap).because);

/** Each item of a list, changed where the change knows better. */
const items = (member: string, change: (item: never, index: number) => unknown) =>
  members((answer) => ({ ...answer, [member]: (answer[member] as readonly never[]).map(change) }));

describe('A member that is missing', () => {
  it.each([
    ['sso-admin:ListPermissionSets', 'PermissionSets', 'permissionSets'],
    ['identitystore:ListGroups', 'Groups', 'groups'],
    ['identitystore:ListUsers', 'Users', 'users'],
    ['organizations:ListAccounts', 'Accounts', 'accounts'],
  ] as const)('of %s is a gap, and no empty list', async (operation, member, listing) => {
    const snapshot = await withNonsense(operation, instead('{}'));
    expect(snapshot.access[listing].complete).toBe(false);
    expect(because(snapshot).join('\n')).toContain(`can't be used: it has no ${member}`);
  });

  it.each(['{}', 'null', '[]', '""', '{"AccountAssignments":null}', '{"AccountAssignments":{"0":{}}}', ''])(
    'of the assignments of a group loses none without a word: %s',
    async (body) => {
      const { access, gaps } = await withNonsense('sso-admin:ListAccountAssignmentsForPrincipal', instead(body), 1);
      expect(access.assignments.complete).toBe(false);
      expect(gaps.filter(({ topic }) => topic === 'assignments')).toHaveLength(1);
    },
  );

  it.each([
    ['sso-admin:DescribePermissionSet', 'details'],
    ['sso-admin:GetPermissionsBoundaryForPermissionSet', 'policies'],
    ['sso-admin:ListManagedPoliciesInPermissionSet', 'policies'],
    ['sso-admin:ListAccountsForProvisionedPermissionSet', 'provisioned-accounts'],
    ['sso-admin:ListAccountAssignmentCreationStatus', 'requests'],
    ['sso-admin:DescribeAccountAssignmentCreationStatus', 'request-details'],
    ['identitystore:ListGroupMemberships', 'members'],
  ])('of %s is told by its topic', async (operation, topic) => {
    const { gaps } = await withNonsense(operation, instead('{}'), 1);
    expect(gaps.map((gap) => gap.topic)).toEqual([topic]);
  });

  it('is an empty list of ListPermissionSetsProvisionedToAccount, where AWS leaves it out', async () => {
    const { gaps } = await withNonsense('sso-admin:ListPermissionSetsProvisionedToAccount', instead('{}'));
    expect(gaps).toEqual([]);
  });
});

describe('An answer that is none', () => {
  it.each([
    ['a page of HTML', '<html><body>Log in to the guest network</body></html>'],
    ['half a JSON text', '{"Groups":[{"GroupId":'],
    ['a date that is none', '{"Groups":[{"CreatedAt":"yesterday"}]}'],
  ])('is a gap: %s', async (_, body) => {
    const snapshot = await withNonsense('identitystore:ListGroups', instead(body));
    expect(snapshot.access.groups).toMatchObject({ all: [], complete: false });
    expect(because(snapshot).join('\n')).toContain("AWS's answer to identitystore:ListGroups can't be used: ");
  });

  it('is told in a few words, however long it is', async () => {
    const snapshot = await withNonsense('identitystore:ListGroups', instead('x'.repeat(5_000_000)));
    for (const words of because(snapshot)) expect(words.length).toBeLessThan(1500);
  });

  it('with a length that is no number ends the connection, and is a gap', async () => {
    const raw = 'HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{"Groups":[]}';
    const snapshot = await withNonsense('identitystore:ListGroups', (answer) => ({ ...answer, raw }));
    expect(snapshot.access.groups).toMatchObject({ all: [], complete: false });
    expect(because(snapshot).join('\n')).toContain('Content-Length');
  });
});

describe('An item that is malformed', () => {
  it('is a gap, and the others stay: a session duration that is a number', async () => {
    const snapshot = await withNonsense(
      'sso-admin:DescribePermissionSet',
      members(({ PermissionSet }) => ({ PermissionSet: { ...(PermissionSet as object), SessionDuration: 28800 } })),
      1,
    );
    const nameless = snapshot.access.permissionSets.all.filter(({ name }) => !('value' in name));
    expect(nameless).toHaveLength(1);
    expect(because(snapshot)).toEqual([expect.stringContaining('sessionDuration: expected text')]);
  });

  it.each([
    ['an account of 11 digits', 'organizations:ListAccounts', 'Accounts', { Id: '11112222333' }, 'accounts'],
    ['an account without an id', 'organizations:ListAccounts', 'Accounts', { Name: 'x' }, 'accounts'],
    ['a group that is a text', 'identitystore:ListGroups', 'Groups', 'admins', 'groups'],
    [
      'a group whose name is an object',
      'identitystore:ListGroups',
      'Groups',
      { GroupId: 'g', DisplayName: {} },
      'groups',
    ],
    ['a user without an id', 'identitystore:ListUsers', 'Users', { UserName: 'eve' }, 'users'],
    ['a name of 10 MB', 'identitystore:ListUsers', 'Users', { UserId: 'u', UserName: 'x'.repeat(1e7) }, 'users'],
    ['a permission set that is a number', 'sso-admin:ListPermissionSets', 'PermissionSets', 7, 'permissionSets'],
  ] as const)('%s', async (_, operation, member, item, listing) => {
    const untouched = await withNonsense('sso-admin:Nothing', undefined);
    await emulator.close();
    const changed = await withNonsense(
      operation,
      items(member, (it, index) => (index === 0 ? item : it)),
    );
    expect(changed.access[listing].complete).toBe(false);
    expect(because(changed).length).toBeGreaterThan(0);
    const lost = untouched.access[listing].all.length - changed.access[listing].all.length;
    // An account that is named elsewhere is still there, by its id.
    expect(lost).toBe(member === 'Accounts' ? 0 : 1);
  });

  it('counts once for all of its kind, and says how many there are', async () => {
    const snapshot = await withNonsense(
      'identitystore:ListGroups',
      items('Groups', () => ({ DisplayName: 'nobody' })),
    );
    expect(because(snapshot)).toContainEqual(
      expect.stringMatching(/\d+ things it says can't be read: nobody: id: expected text/),
    );
  });

  it('of one answer does not stop the questions to others', async () => {
    const broken = items('GroupMemberships', (it, index) => (index === 0 ? { MemberId: 5 } : it));
    const { gaps, memberships } = await withNonsense('identitystore:ListGroupMemberships', broken);
    const calls = emulator.journal.counts()['identitystore:ListGroupMemberships'];
    expect(calls).toBe(memberships?.length);
    expect(gaps.some(({ topic }) => topic === 'members')).toBe(true);
  });

  it('whose characters are strange is none: they are data', async () => {
    const name = 'a\u0000b\u001b[31m::error::\u202e\u2028';
    const renamed = items('Groups', (it, index) => (index === 0 ? { ...(it as object), DisplayName: name } : it));
    const { access, gaps } = await withNonsense('identitystore:ListGroups', renamed);
    expect(access.groups.byName.has(name)).toBe(true);
    expect(gaps).toEqual([]);
  });
});

describe('Pages', () => {
  const twice = (member: string) =>
    members((answer) => ({
      ...answer,
      [member]: [...(answer[member] as readonly unknown[]), ...(answer[member] as readonly unknown[])],
    }));

  it('that repeat what was there double nothing', async () => {
    const anna = await signedIn();
    const whole = await anna.aws.pull('acme', () => {}, patience());
    for (const [operation, member] of [
      ['sso-admin:ListPermissionSets', 'PermissionSets'],
      ['identitystore:ListGroups', 'Groups'],
      ['identitystore:ListUsers', 'Users'],
      ['organizations:ListAccounts', 'Accounts'],
      ['sso-admin:ListAccountAssignmentsForPrincipal', 'AccountAssignments'],
      ['sso-admin:ListAccountAssignments', 'AccountAssignments'],
      ['identitystore:ListGroupMemberships', 'GroupMemberships'],
      ['sso-admin:ListManagedPoliciesInPermissionSet', 'AttachedManagedPolicies'],
      ['sso-admin:ListInstances', 'Instances'],
      ['portal:ListAccounts', 'accountList'],
    ] as const)
      emulator.faults.add({ kind: 'nonsense', operations: [operation], nonsense: twice(member) });
    const doubled = await anna.aws.pull('acme', () => {}, patience());
    if (!whole.ok || !doubled.ok) throw new Error('the refresh failed');
    const { takenAt: _, parts: __, ...told } = doubled.value;
    expect(told).toEqual(Object.fromEntries(Object.entries(whole.value).filter(([key]) => key in told)));
  });

  it('whose token comes back end with a gap', async () => {
    const snapshot = await withNonsense('identitystore:ListGroups', instead('{"Groups":[],"NextToken":"A"}'));
    expect(because(snapshot)).toContainEqual(expect.stringContaining('its pages go round'));
    expect(emulator.journal.counts()['identitystore:ListGroups']).toBe(2);
  });

  it.each([5, {}, ['a']])('whose token is no text end with a gap: %j', async (NextToken) => {
    const snapshot = await withNonsense(
      'identitystore:ListGroups',
      members((answer) => ({ ...answer, NextToken })),
    );
    expect(snapshot.access.groups.complete).toBe(false);
    expect(snapshot.access.groups.all.length).toBeGreaterThan(0);
  });
});

describe('What else AWS says', () => {
  const inquiry = { since: '2026-01-01T00:00:00.000Z', here: ['CreateGroup'], there: undefined };
  const events = async (nonsense: Fault['nonsense']) => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'nonsense', operations: ['cloudtrail:LookupEvents'], nonsense });
    const result = await anna.aws.lookUpEvents('acme', inquiry, () => {}, patience());
    if (!result.ok) throw new Error(failureText(result.failure).message);
    return result.value;
  };

  it.each(['{}', '{"Events":5}', '{"Events":[],"NextToken":7}', '{"Events":[{"EventTime":"x"}]}'])(
    'of events is a gap where it can not be read: %s',
    async (body) => {
      expect(await events(instead(body))).toMatchObject([{ events: [], gap: { topic: 'events' } }]);
    },
  );

  it('of an event counts for nothing where it is none', async () => {
    const body = '{"Events":[{"EventTime":1e300,"EventId":5,"Username":{},"CloudTrailEvent":[]},null,7]}';
    const [answer] = await events(instead(body));
    expect(answer?.gap).toBeUndefined();
    expect(answer?.events.map(({ at, id, by }) => ({ at, id, by }))).toEqual(
      [1, 2, 3].map(() => ({ at: '', id: '', by: undefined })),
    );
  });

  it.each([2.5e14, Number.NaN, Number.POSITIVE_INFINITY])(
    'of the time is believed within a year: off by %d ms',
    (off) => {
      const clients = { ssoAdmin: { config: { systemClockOffset: off } } } as unknown as Clients;
      const clock = { now: () => 1_800_000_000_000, sleep: async () => {} };
      expect(awsClock(clients, clock).now()).toBe(clock.now());
    },
  );

  it('of how long to wait is not followed for ever', async () => {
    const anna = await signedIn();
    const times = 3;
    const headers = { 'retry-after': '1e9' };
    const nonsense: Fault['nonsense'] = (answer) => ({
      ...answer,
      status: 429,
      headers,
      body: '{"__type":"ThrottlingException"}',
    });
    emulator.faults.add({ kind: 'nonsense', operations: ['identitystore:ListGroups'], nonsense, times });
    const began = emulator.clock.now();
    expect(await anna.aws.pull('acme', () => {}, patience())).toMatchObject({ ok: true });
    expect(emulator.clock.now() - began).toBeLessThan(600_000);
  });

  it('of relay states is read', async () => {
    const change = members(({ PermissionSet }) => ({
      PermissionSet: { ...Object(PermissionSet), RelayState: 'https://console.aws.amazon.com/s3/' },
    }));
    const { access } = await withNonsense('sso-admin:DescribePermissionSet', change);
    for (const { relayState } of access.permissionSets.all)
      expect(relayState).toMatchObject({ value: 'https://console.aws.amazon.com/s3/' });
  });
});
