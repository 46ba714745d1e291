import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Maybe } from '../../server/src/core/base';
import { initialState, type LiveEvent, type LiveState, reduce } from '../../server/src/core/live';
import { failureText, topicText } from '../../server/src/core/wording';
import { nodeClock } from '../../server/src/host/clock';
import {
  assignmentsIn,
  assignmentsOfWorld,
  gapWords,
  provisionedIn,
  provisionedInWorld,
  tell,
  worded,
  wordedFailure,
} from '../live/facts';
import { allow, patience, type Someone, someone } from '../live/someone';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  generateScenario,
  type Scenario,
} from '../support/identity-center';
import { createClock } from '../support/identity-center/clock';
import { virtualClock } from '../support/virtual-clock';

let emulator: Emulator;

afterEach(() => emulator.close());

async function signedIn(scenario: Scenario | string = 'acme', options: EmulatorOptions = {}): Promise<Someone> {
  const clock = virtualClock();
  emulator = await createEmulator(scenario, { rate: 'off', clock, ...options });
  const anna = someone(emulator, { clock });
  await anna.signIn();
  emulator.journal.clear();
  return anna;
}

async function failureOf({ aws }: Someone, signal = patience()) {
  const result = await aws.pull('acme', () => {}, signal);
  if (result.ok) throw new Error('the refresh was expected to fail');
  return wordedFailure(result.failure);
}

async function snapshotOf({ aws }: Someone) {
  const result = await aws.pull('acme', () => {}, patience());
  if (!result.ok) throw new Error(`${result.failure.kind}: ${failureText(result.failure).message}`);
  return result.value;
}

describe('Signed out', () => {
  it('is said when nobody has signed in, without a call to AWS', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const failure = await failureOf(someone(emulator));
    expect(failure).toMatchObject({ kind: 'signed-out', nextStep: expect.stringContaining('aws sso login') });
    expect(emulator.journal.all()).toEqual([]);
  });

  it('is said when AWS no longer knows the token', async () => {
    const anna = await signedIn();
    emulator.expireTokens();
    expect(await failureOf(anna)).toMatchObject({ kind: 'signed-out' });
  });

  it('is said when the credentials end in the middle of a refresh', async () => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'expired-token', operations: ['sso-admin:ListAccountAssignments'] });
    expect(await failureOf(anna)).toMatchObject({ kind: 'signed-out' });
  });
});

describe('Rights that are missing', () => {
  it('leave gaps that name the action, and what could be listed is there', async () => {
    const anna = await signedIn('denied');
    const { access, gaps } = await snapshotOf(anna);
    const actions = gaps.map(({ action }) => action).toSorted();
    expect(actions).toEqual([
      'organizations:ListAccounts',
      'sso:ListAccountAssignmentCreationStatus',
      'sso:ListAccountAssignments',
      'sso:ListAccountAssignmentsForPrincipal',
    ]);
    expect(access.groups.complete).toBe(true);
    expect(access.permissionSets.complete).toBe(true);
    expect(access.assignments).toMatchObject({ all: [], complete: false });
    expect(access.accounts.complete).toBe(false);
    // Accounts are still known by id, from what is provisioned in them.
    expect(access.accounts.byName.has('111122223333')).toBe(true);
  });

  it('are not asked for again and again', async () => {
    const anna = await signedIn('denied');
    await snapshotOf(anna);
    const counts = emulator.journal.counts();
    expect(counts['sso-admin:ListAccountAssignments']).toBeLessThan(25);
    expect(counts['sso-admin:ListAccountAssignmentsForPrincipal']).toBeLessThan(25);
  });

  it('to ask by principal are made up for by asking pair by pair', async () => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'denied', operations: ['sso-admin:ListAccountAssignmentsForPrincipal'] });
    const { access, gaps } = await snapshotOf(anna);
    const found = access.assignments.all.map((it) => it.address);
    expect(found).toHaveLength(assignmentsOfWorld(emulator.state()).length);
    // An assignment that was never provisioned would not be seen this way, so the list does not claim to be whole.
    expect(access.assignments.complete).toBe(false);
    expect(gaps.map(topicText)).toEqual(['assignments of 9 groups']);
  });

  it('for everything end in the first call that is refused', async () => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'denied', operations: ['sso-admin:ListInstances'] });
    expect(await failureOf(anna)).toMatchObject({ kind: 'denied', action: 'sso:ListInstances' });
  });
});

describe('Instances', () => {
  it('that do not exist are explained', async () => {
    emulator = await createEmulator('no-instance', { rate: 'off' });
    const robot = someone(emulator, { env: emulator.environment() });
    expect(worded(await robot.aws.pull(undefined, () => {}, patience()))).toMatchObject({
      ok: false,
      failure: { kind: 'no-instance', message: expect.stringContaining('eu-west-1') },
    });
  });

  it('of an account beside that of the organization are left aside', async () => {
    const anna = await signedIn('account-instance');
    const { instance, access } = await snapshotOf(anna);
    expect(instance.arn).toBe('arn:aws:sso:::instance/ssoins-7223acme01234567');
    expect(access.permissionSets.all.length).toBeGreaterThan(10);
  });
});

describe('A bad line', () => {
  it('to a host that is not there is offline, and soon', async () => {
    const anna = await signedIn();
    await emulator.close();
    const begun = emulator.clock.now();
    expect(await failureOf(anna)).toMatchObject({ kind: 'offline', message: expect.stringContaining('ECONNREFUSED') });
    expect(emulator.clock.now() - begun).toBeLessThan(5000);
  });

  it('that breaks in the middle keeps the snapshot there was', async () => {
    const anna = await signedIn();
    const before = await snapshotOf(anna);
    let state: LiveState = reduce({ ...initialState, profile: 'acme' }, { kind: 'snapshot', snapshot: before });
    const emit = (event: LiveEvent) => {
      state = reduce(state, event);
      if (event.kind === 'snapshot') void emulator.close();
    };
    const result = await anna.aws.pull('acme', emit, patience());
    expect(result).toMatchObject({ ok: false, failure: { kind: 'offline' } });
    expect(state).toMatchObject({ currentActivity: { kind: 'idle' }, failure: { kind: 'offline' } });
    expect(state.snapshot).toBe(before);
  });

  it('that loses one call in a hundred, or answers it with an error, changes nothing', async () => {
    const share = 0.01;
    const faults = [
      { kind: 'drop', share },
      { kind: 'server-error', share },
      { kind: 'throttle', share },
    ] as const;
    const anna = await signedIn('acme', { faults: [...faults] });
    const snapshot = await snapshotOf(anna);
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(provisionedIn(snapshot)).toEqual(provisionedInWorld(emulator.state()));
    expect(snapshot.gaps).toEqual([]);
  });

  it('to one operation leaves a gap there, with its reason', async () => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'server-error', operations: ['identitystore:ListUsers'] });
    const { access, gaps } = await snapshotOf(anna);
    const because = expect.stringContaining('InternalServerException');
    const direct = 'assignments of users where the permission set was never provisioned';
    expect(gapWords(gaps)).toEqual(['users', direct].map((what) => ({ what, because, action: undefined })));
    expect(access.users.complete).toBe(false);
    expect(access.groups.complete).toBe(true);
    expect(access.assignments.complete).toBe(false);
  });
});

describe('Whatever happens on the way', () => {
  const told = async (anna: Someone) => {
    const { access, gaps, memberships, provisioning } = await snapshotOf(anna);
    const names = ({ all }: { readonly all: readonly { readonly name?: Maybe<string> | undefined }[] }) =>
      all.map(({ name }) => name && tell(name));
    const { accounts, groups, permissionSets, users } = access;
    const lists = {
      accounts: names(accounts),
      groups: names(groups),
      sets: names(permissionSets),
      users: names(users),
    };
    const assignments = access.assignments.all.map((it) => it.address);
    return { lists, assignments, isComplete: access.assignments.complete, gaps, memberships, provisioning };
  };

  type Trouble = readonly [title: string, options: EmulatorOptions];

  const troubles: readonly Trouble[] = [
    ['one call in a hundred is throttled', { faults: [{ kind: 'throttle', share: 0.01 }] }],
    ['one call in a hundred meets an error of the service', { faults: [{ kind: 'server-error', share: 0.01 }] }],
    ['one connection in a hundred is dropped', { faults: [{ kind: 'drop', share: 0.01 }] }],
    [
      'one call in ten has all of that',
      {
        faults: [
          { kind: 'throttle', share: 0.04 },
          { kind: 'drop', share: 0.06 },
        ],
      },
    ],
    ['every listing begins with an empty page', { emptyPages: 'everywhere' }],
  ];

  it.each(troubles)('the result is the same though %s', async (_, options) => {
    const untroubled = await told(await signedIn());
    await emulator.close();
    const anna = await signedIn('acme', options);
    expect(await told(anna)).toEqual(untroubled);
    const { faults = [] } = options;
    const errors = emulator.journal.all().filter(({ error }) => error && error !== 'ResourceNotFoundException');
    expect(errors.length > 0).toBe(faults.length > 0);
  });

  it('latency changes nothing, and costs no more than a few waits for each stage', async () => {
    const untroubled = await told(await signedIn());
    await emulator.close();
    const anna = await signedIn('acme', { latency: 300 });
    const begun = emulator.clock.now();
    expect(await told(anna)).toEqual(untroubled);
    const inTurns = (emulator.journal.all().length / 20) * 300;
    const passed = emulator.clock.now() - begun;
    expect(passed).toBeGreaterThan(inTurns);
    expect(passed).toBeLessThan(inTurns + 8 * 3 * 300);
  });

  it('role credentials and the sign-in itself may end half-way, where they can be renewed', async () => {
    const clock = createClock();
    emulator = await createEmulator('acme', { rate: 'off', clock, tokenLifetime: 30 * 60_000 });
    const anna = someone(emulator, { clock: { now: clock.now, sleep: nodeClock.sleep } });
    await anna.aws.signIn('acme', (prompt) => void allow(prompt), patience());
    emulator.journal.clear();
    const emit = (event: LiveEvent) => {
      if (event.kind === 'progress' && event.done === 100) clock.advance(13 * 3_600_000);
    };
    const result = await anna.aws.pull('acme', emit, patience());
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && assignmentsIn(result.value)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(result.ok && result.value.gaps).toEqual([]);
    const { 'portal:GetRoleCredentials': roles, 'oidc:CreateToken': renewals } = emulator.journal.counts();
    expect([roles, renewals]).toEqual([2, 1]);
  });

  it('role credentials may be ended by AWS before their time', async () => {
    const anna = await signedIn();
    const emit = (event: LiveEvent) => {
      if (event.kind === 'progress' && event.done === 100) emulator.expireCredentials();
    };
    const result = await anna.aws.pull('acme', emit, patience());
    expect(result.ok && assignmentsIn(result.value)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(emulator.journal.counts()['portal:GetRoleCredentials']).toBe(2);
  });

  it.each([
    ['identitystore:ListGroups', 'groups'],
    ['identitystore:ListUsers', 'users'],
    ['organizations:ListAccounts', 'accounts'],
    ['sso-admin:ListPermissionSets', 'permission sets'],
    ['sso-admin:DescribePermissionSet', 'details of 14 permission sets'],
    ['sso-admin:ListManagedPoliciesInPermissionSet', 'AWS managed policies of 14 permission sets'],
    ['sso-admin:GetPermissionsBoundaryForPermissionSet', 'permissions boundary of 14 permission sets'],
    ['sso-admin:ListAccountsForProvisionedPermissionSet', 'accounts of 14 permission sets'],
    ['sso-admin:ListAccountAssignmentCreationStatus', 'assignment creation requests'],
    ['identitystore:ListGroupMemberships', 'members of 9 groups'],
  ])('%s being denied leaves a gap that names it', async (operation, what) => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'denied', operations: [operation] });
    const { gaps } = await snapshotOf(anna);
    const action = operation.replace('sso-admin', 'sso');
    expect(gapWords(gaps)).toContainEqual({ what, because: `the role in use may not do this: ${action}`, action });
    expect(new Set(gaps.map((gap) => gap.action))).toEqual(new Set([action]));
  });
});

describe('Throttling', () => {
  it("is waited for, at the service's own limit", async () => {
    const clock = virtualClock();
    emulator = await createEmulator('acme', { rate: 20, clock });
    const anna = someone(emulator, { requestsPerSecond: 40, clock });
    await anna.signIn();
    const snapshot = await snapshotOf(anna);
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(snapshot.gaps).toEqual([]);
    const throttled = emulator.journal.all().filter(({ error }) => error === 'ThrottlingException');
    expect(throttled.length).toBeGreaterThan(0);
  });

  it('that never ends leaves one gap, and does not hold up the rest for long', async () => {
    const clock = virtualClock();
    emulator = await createEmulator('acme', { rate: 'off', clock });
    const anna = someone(emulator, { clock });
    await anna.signIn();
    emulator.faults.add({ kind: 'throttle', operations: ['sso-admin:GetInlinePolicyForPermissionSet'] });
    const { access, gaps } = await snapshotOf(anna);
    expect(gapWords(gaps)).toEqual([
      {
        what: `inline policy of ${access.permissionSets.all.length} permission sets`,
        because: 'AWS kept throttling the requests: sso:GetInlinePolicyForPermissionSet',
        action: undefined,
      },
    ]);
    expect(access.permissionSets.all.some((it) => it.policiesComplete)).toBe(false);
    expect(access.assignments.complete).toBe(true);
  });

  it('does not happen within our own budget', async () => {
    const clock = virtualClock();
    const sizes = { accounts: 6, groups: 5, users: 8, sets: 3, assignments: 20 };
    emulator = await createEmulator(generateScenario(sizes), { clock });
    const robot = someone(emulator, { env: emulator.environment(), requestsPerSecond: 19, clock });
    await robot.aws.pull(undefined, () => {}, patience());
    expect(emulator.journal.all().length).toBeGreaterThan(40);
    expect(emulator.journal.all().filter(({ error }) => error === 'ThrottlingException')).toEqual([]);
  });
});

describe('Cancelling', () => {
  let anna: Someone;

  beforeEach(async () => {
    anna = await signedIn('acme', { latency: 30 });
  });

  it('stops at once, and sends nothing more', async () => {
    const cancel = new AbortController();
    const events: LiveEvent[] = [];
    const running = anna.aws.pull(
      'acme',
      (event) => {
        events.push(event);
        if (event.kind === 'progress' && event.done === 40) cancel.abort();
      },
      cancel.signal,
    );
    const result = await running;
    const sent = emulator.journal.all().length;
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(events.at(-1)).toMatchObject({ kind: 'failed', failure: { kind: 'cancelled' } });
    await new Promise((done) => setTimeout(done, 300));
    // The twenty workers' calls may have been on their way.
    expect(emulator.journal.all().length - sent).toBeLessThanOrEqual(20);
  });

  it('before the beginning sends nothing', async () => {
    const cancel = new AbortController();
    cancel.abort();
    expect(await failureOf(anna, cancel.signal)).toMatchObject({ kind: 'cancelled' });
    expect(emulator.journal.all()).toEqual([]);
  });
});
