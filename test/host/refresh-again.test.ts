/** A refresh after an earlier one: the same answer as reading everything, in fewer calls, or everything is read. */
import { CreateGroupMembershipCommand, DeleteGroupCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, it } from 'vitest';
import { refreshSize, type Snapshot, snapshotFile } from '../../server/src/core/live';
import { failureText, fileWording } from '../../server/src/core/wording';
import { patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { recordEvent } from '../support/identity-center/services/cloud-trail';
import { type Assignment, addAssignment, assignmentsOf, removeAssignment } from '../support/identity-center/state';

let emulator: Emulator;
let anna: Someone;

afterEach(() => emulator.close());

/** No delegated administrator, and Anna works in the management account. */
const sizes = { accounts: 30, groups: 12, users: 60, sets: 10, assignments: 200, direct: 10, orphans: 3 };

async function began(): Promise<Snapshot> {
  const scenario = generateScenario(sizes);
  const { managementAccount } = scenario.organization;
  emulator = await createEmulator(
    {
      ...scenario,
      permissionSets: scenario.permissionSets.map((set, index) =>
        index === 0 ? { ...set, name: 'AdministratorAccess' } : set,
      ),
      assignments: [
        ...scenario.assignments.map((it) => ({
          ...it,
          permissionSets: it.permissionSets.map((name) => (name === 'Set0000' ? 'AdministratorAccess' : name)),
        })),
        { principal: { user: 'user-0000' }, permissionSets: ['AdministratorAccess'], accounts: [managementAccount] },
      ],
    },
    { rate: 'off', provisioningDelay: 0 },
  );
  anna = someone(emulator, { account: managementAccount });
  await anna.signIn();
  return taken();
}

async function taken(since?: Snapshot): Promise<Snapshot> {
  emulator.journal.clear();
  const result = await anna.aws.pull('acme', () => {}, patience(), { since });
  if (!result.ok) throw new Error(failureText(result.failure).message);
  return result.value;
}

/** Everything but when it was read. */
function told(snapshot: Snapshot) {
  const { takenAt: _, parts: __, ...rest } = snapshotFile(snapshot, fileWording);
  return rest;
}

async function change(policy = 'job-function/Billing'): Promise<void> {
  const settings = { region: emulator.region, endpoint: emulator.url, credentials: emulator.credentials() };
  const admin = new SSOAdminClient(settings);
  const store = new IdentitystoreClient(settings);
  const world = emulator.state();
  const InstanceArn = world.instances[0]?.arn;
  const IdentityStoreId = world.instances[0]?.identityStore;
  const [first, second] = [...world.groups.keys()];
  const [row] = [...assignmentsOf(world)].filter(({ principal }) => principal === second);
  const [set] = [...world.permissionSets.keys()].slice(3);
  const assignment = (it: Omit<Assignment, 'principalType'>) => ({
    InstanceArn,
    TargetType: 'AWS_ACCOUNT' as const,
    TargetId: it.account,
    PermissionSetArn: it.permissionSet,
    PrincipalType: 'GROUP' as const,
    PrincipalId: it.principal,
  });
  if (!row || !first || !second || !set) throw new Error('the organization is too small');
  const account = [...world.accounts.keys()][7] ?? '';
  await admin.send(new CreateAccountAssignmentCommand(assignment({ account, permissionSet: set, principal: first })));
  await admin.send(new DeleteAccountAssignmentCommand(assignment(row)));
  const PolicyArn = `arn:aws:iam::aws:policy/${policy}`;
  await admin.send(
    new AttachManagedPolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn: set, ManagedPolicyArn: PolicyArn }),
  );
  const MemberId = { UserId: [...world.users.keys()].at(-1) ?? '' };
  await store.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId: first, MemberId })).catch(() => {});
  await store.send(new DeleteGroupCommand({ IdentityStoreId, GroupId: [...world.groups.keys()].at(-1) }));
  emulator.state();
}

describe('Refreshing again', () => {
  it('finds every change that CloudTrail tells of, in a third of the calls', async () => {
    const before = await began();
    await change();
    const again = await taken(before);
    const calls = emulator.journal.all().length;
    const whole = await taken();
    expect(told(again)).toEqual(told(whole));
    expect(told(again)).not.toEqual(told(before));
    expect(calls).toBeLessThan(emulator.journal.all().length / 3);
    expect(emulator.journal.counts()['sso-admin:ListAccountAssignmentsForPrincipal']).toBeGreaterThan(70);
    expect(anna.log.filter((line) => line.includes('read anew'))).toEqual([
      'only what can have changed is read anew, by CloudTrail',
    ]);
  });

  it('takes as many calls as were foretold', async () => {
    const before = await began();
    const signingIn = [
      'portal',
      'cloudtrail',
      'ListInstances',
      'DescribeInstance',
      'DescribeOrganization',
      'Delegated',
    ];
    const reading = () =>
      emulator.journal.all().filter(({ operation }) => !signingIn.some((name) => operation.includes(name))).length;
    const { calls, again } = refreshSize(before);
    await taken();
    expect(reading()).toBe(calls);
    await taken(before);
    expect(again).toMatchObject({ cloudtrail: reading() });
  });

  it('says how old each part is, and is as old as the oldest', async () => {
    const before = await began();
    await change();
    const again = await taken(before);
    const ages = new Map(again.parts?.map(({ name, readAt, by }) => [name, [readAt > before.takenAt, by]]));
    expect(Object.fromEntries(ages)).toEqual({
      accounts: [true, undefined],
      groups: [true, undefined],
      users: [true, undefined],
      'members of groups': [true, undefined],
      requests: [true, undefined],
      'permission sets': [false, 'cloudtrail'],
      'policies of permission sets': [false, 'cloudtrail'],
      provisioning: [false, 'cloudtrail'],
      'assignments of groups': [false, 'cloudtrail'],
      'other assignments': [false, 'cloudtrail'],
    });
    // CloudTrail may be a quarter of an hour behind, and so is what rests on it.
    expect(Date.now() - Date.parse(again.takenAt)).toBeGreaterThan(14 * 60_000);
  });

  it('rests on the request history where CloudTrail may not be read, and then reads more', async () => {
    const before = await began();
    await change();
    emulator.clock.advance(3_600_000);
    anna = someone(emulator, { account: '100000000000', clock: { now: emulator.clock.now, sleep: async () => {} } });
    await anna.signIn();
    const later = await taken();
    await change('PowerUserAccess');
    emulator.faults.add({ kind: 'denied', operations: ['cloudtrail:LookupEvents'] });
    const again = await taken(later);
    const { 'sso-admin:ListAccountAssignmentsForPrincipal': asked } = emulator.journal.counts();
    expect(asked).toBeLessThan(20);
    expect(told(again)).toEqual(told(await taken()));
    expect(again.parts?.find(({ name }) => name === 'other assignments')?.by).toBe('requests');
    expect(again.parts?.find(({ name }) => name === 'assignments of groups')?.by).toBeUndefined();
    expect(anna.log.at(-1)).toContain('the role in use may not do this: cloudtrail:LookupEvents');
    expect(before.takenAt < later.takenAt).toBe(true);
  });

  it('reads everything where neither tells enough', async () => {
    const before = await began();
    emulator.faults.add({ kind: 'denied', operations: ['cloudtrail:LookupEvents'] });
    const again = await taken(before);
    expect(anna.log.at(-1)).toMatch(
      /^everything is read anew: the history of assignment-creations and assignment-deletions does not reach back/,
    );
    expect(again.parts?.every(({ by, readAt }) => by === undefined && readAt > before.takenAt)).toBe(true);
  });

  it('reads everything after a change by the console that is not understood', async () => {
    const before = await began();
    recordEvent(emulator.state(), {
      name: 'AssociateProfile',
      source: 'sso.amazonaws.com',
      user: 'console',
      accessKey: undefined,
      readOnly: false,
      resources: [],
      record: { recipientAccountId: '100000000000', awsRegion: emulator.region, requestParameters: null },
    });
    await taken(before);
    expect(anna.log.at(-1)).toContain('CloudTrail tells of a change that is not understood: AssociateProfile');
  });

  it('reads everything where an account left the organization', async () => {
    const before = await began();
    const world = emulator.state();
    const gone = [...world.accounts.keys()].at(-1) ?? '';
    world.accounts.delete(gone);
    world.provisioned.delete(gone);
    world.assignments.delete(gone);
    expect(told(await taken(before))).toEqual(told(await taken()));
    expect(anna.log.at(-1)).toBe(`everything is read anew: account ${gone} left the organization`);
  });

  it('never tells for new what left no trace', async () => {
    const before = await began();
    const world = emulator.state();
    const [row] = [...assignmentsOf(world)].filter(({ principalType }) => principalType === 'USER');
    if (row) removeAssignment(world, row);
    if (row) addAssignment(world, { ...row, principal: [...world.users.keys()].at(-1) ?? '' });
    const { parts, takenAt } = await taken(before);
    const part = parts?.find(({ name }) => name === 'other assignments');
    expect(part).toMatchObject({ readAt: before.parts?.at(-1)?.readAt, by: 'cloudtrail' });
    expect(part && takenAt <= (part.unchangedUntil ?? '')).toBe(true);
  });

  it('reads everything after a snapshot that had gaps, or is of another instance', async () => {
    const before = await began();
    emulator.faults.add({ kind: 'denied', operations: ['identitystore:ListUsers'] });
    const short = await taken();
    emulator.faults.clear();
    await taken(short);
    await taken({ ...before, instance: { ...before.instance, arn: 'arn:aws:sso:::instance/ssoins-0000000000000000' } });
    const { parts: _, ...old } = before;
    await taken(old);
    expect(anna.log.slice(-3)).toEqual([
      "everything is read anew: the earlier snapshot can't be built on, since it has gaps for want of rights",
      "everything is read anew: the earlier snapshot can't be built on, since it is of another instance",
      "everything is read anew: the earlier snapshot can't be built on, since it does not say how old its parts are",
    ]);
  });

  it('rests on the request history where a delegated administrator has a trail of its own', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    anna = someone(emulator);
    await anna.signIn();
    const before = await taken();
    const again = await taken(before);
    expect(told(again)).toEqual(told(before));
    expect(anna.log.at(-1)).toMatch(
      /by the request history, since the delegated administrator \d{12} has a trail of its own$/,
    );
  });
});
