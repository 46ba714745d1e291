/** What changes, ends or goes wrong while a refresh runs. */
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveEvent, Snapshot } from '../../server/src/core/live';
import { failureText, gapText, topicText } from '../../server/src/core/wording';
import { nodeClock } from '../../server/src/host/clock';
import { assignmentsIn, assignmentsOfWorld, gapWords, tell, worded } from '../live/facts';
import { patience, type Someone, type SomeoneOptions, someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { virtualClock } from '../support/virtual-clock';

let emulator: Emulator;

afterEach(() => emulator.close());

async function signedIn(
  options: Parameters<typeof createEmulator>[1] = {},
  more: SomeoneOptions = {},
): Promise<Someone> {
  emulator = await createEmulator('acme', { rate: 'off', ...options });
  const anna = someone(emulator, more);
  await anna.signIn();
  emulator.journal.clear();
  return anna;
}

/** Does something once, when the refresh tells of this stage. */
function during(what: string, work: () => void): (event: LiveEvent) => void {
  let done = false;
  return (event) => {
    if (done || event.kind !== 'progress' || event.what !== what) return;
    done = true;
    work();
  };
}

async function pulled({ aws }: Someone, emit: (event: LiveEvent) => void): Promise<Snapshot> {
  const result = await aws.pull('acme', emit, patience());
  if (!result.ok) throw new Error(`${result.failure.kind}: ${failureText(result.failure).message}`);
  return result.value;
}

/** With all that hangs on it, as AWS demands it. */
function deleteSet(name: string): string {
  const world = emulator.state();
  const [arn = ''] = [...world.permissionSets].find(([, it]) => it.name === name) ?? [];
  for (const bySet of [...world.assignments.values(), ...world.provisioned.values()]) bySet.delete(arn);
  world.permissionSets.delete(arn);
  return arn;
}

const because = 'it was deleted while AWS was read: refresh again';

describe('A permission set that is deleted during a refresh', () => {
  it('is a gap that says so, and nothing is missing of the others', async () => {
    const anna = await signedIn();
    const { access, gaps } = await pulled(
      anna,
      during('assignments of groups', () => void deleteSet('OnCall')),
    );
    expect(new Set(gaps.map((gap) => gapText(gap).because))).toEqual(new Set([because]));
    expect(gaps.some(({ action }) => action)).toBe(false);
    expect(access.permissionSets.all.filter(({ policiesComplete }) => !policiesComplete)).toHaveLength(1);
    expect(access.permissionSets.complete).toBe(false);
  });

  it('among many that are deleted does not pass for what was not asked', async () => {
    const anna = await signedIn();
    const gone = new Set<string>();
    const emit = during('policies of permission sets', () => {
      for (const { name } of [...emulator.state().permissionSets.values()].slice(0, 6)) gone.add(deleteSet(name));
    });
    const { access } = await pulled(anna, emit);
    const short = access.permissionSets.all.filter(({ policiesComplete }) => !policiesComplete);
    expect(new Set(short.map(({ arn }) => arn))).toEqual(gone);
  });

  it('is gone from the next refresh', async () => {
    const anna = await signedIn();
    const before = await pulled(
      anna,
      during('assignments of groups', () => void deleteSet('OnCall')),
    );
    const result = await anna.aws.pull('acme', () => {}, patience(), { since: before });
    expect(result).toMatchObject({ ok: true, value: { gaps: [] } });
    expect(result.ok && assignmentsIn(result.value)).toEqual(assignmentsOfWorld(emulator.state()));
  });
});

describe('Groups and users that change during a refresh', () => {
  it('a group that is deleted is a gap, and its assignments are told', async () => {
    const anna = await signedIn();
    const emit = during('policies of permission sets', () => {
      const { groups } = emulator.state();
      const [id = ''] = [...groups].find(([, { name }]) => name === 'on-call') ?? [];
      groups.delete(id);
    });
    const { gaps, memberships } = await pulled(anna, emit);
    expect(gapWords(gaps)).toEqual([{ what: 'members of on-call', because, action: undefined }]);
    expect(memberships?.find(({ group }) => group === 'on-call')).toMatchObject({ complete: false });
  });

  it('a member who is removed is told or not, as it was when the group was asked', async () => {
    const anna = await signedIn();
    const emit = during('policies of permission sets', () => {
      const { memberships, groups } = emulator.state();
      const [group] = [...groups].find(([, { name }]) => name === 'on-call') ?? [];
      for (const [key, it] of memberships) if (it.group === group) memberships.delete(key);
    });
    const { gaps, memberships } = await pulled(anna, emit);
    expect(gaps).toEqual([]);
    expect(memberships?.find(({ group }) => group === 'on-call')).toMatchObject({
      group: 'on-call',
      memberIds: [],
      members: [],
      complete: true,
    });
  });
});

describe('A sign-in that ends during a refresh', () => {
  it('and cannot be renewed is said, with the way back', async () => {
    const anna = await signedIn();
    const emit = during('users and provisioned accounts', () => {
      emulator.expireTokens();
      emulator.expireCredentials();
    });
    const result = await anna.aws.pull('acme', emit, patience());
    expect(worded(result)).toMatchObject({
      ok: false,
      failure: { kind: 'signed-out', nextStep: expect.stringContaining('aws sso login') },
    });
  });

  it('is renewed also in a call that was throttled first', async () => {
    const anna = await signedIn();
    const operations = [
      'sso-admin:ListAccountsForProvisionedPermissionSet',
      'sso-admin:ListPermissionSetsProvisionedToAccount',
    ];
    emulator.faults.add({ kind: 'throttle', operations, times: 20 });
    const expire = () => {
      const isThrottled = emulator.journal.all().some(({ error }) => error === 'ThrottlingException');
      if (isThrottled) emulator.expireCredentials();
      else setTimeout(expire, 1);
    };
    const emit = during('users and provisioned accounts', expire);
    const snapshot = await pulled(anna, emit);
    expect(snapshot.gaps).toEqual([]);
    expect(emulator.journal.counts()['portal:GetRoleCredentials']).toBe(2);
  });

  it('of nobody who signed in names where the credentials come from', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const robot = someone(emulator, { env: emulator.environment() });
    emulator.faults.add({ kind: 'expired-token', operations: ['sso-admin:ListAccountAssignments'] });
    const result = await robot.aws.pull(undefined, () => {}, patience());
    expect(worded(result)).toMatchObject({
      ok: false,
      failure: {
        kind: 'signed-out',
        message: 'AWS no longer accepts the credentials of environment: sso:ListAccountAssignments',
        nextStep: expect.not.stringContaining('Sign in'),
      },
    });
  });
});

describe('A clock that is wrong', () => {
  const hours = 3_600_000;

  it.each([
    ['behind', 3 * hours],
    ['ahead of', -3 * hours],
  ])('%s that of AWS is made up for, and the snapshot has the date of AWS', async (word, clockAhead) => {
    const anna = await signedIn({ clockAhead });
    const snapshot = await pulled(anna, () => {});
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(Math.abs(Date.parse(snapshot.takenAt) - Date.now() - clockAhead)).toBeLessThan(60_000);
    for (const { readAt } of snapshot.parts ?? [])
      expect(Math.abs(Date.parse(readAt) - Date.now() - clockAhead)).toBeLessThan(60_000);
    expect(anna.log.filter((line) => line.includes('clock'))).toEqual([
      `this machine's clock is 180 min ${word} AWS's: snapshots are dated by AWS's, so their age will seem wrong`,
    ]);
  });

  it('and a wrong secret look alike to AWS, and the message names both', async () => {
    const anna = await signedIn({ clockAhead: 3 * hours });
    emulator.faults.add({ kind: 'bad-signature' });
    const result = await anna.aws.pull('acme', () => {}, patience());
    expect(worded(result)).toMatchObject({ ok: false, failure: { message: expect.stringContaining('signature') } });
  });

  it('set back by a day during a refresh holds nothing up', async () => {
    let back = 0;
    const time = virtualClock();
    const clock = { now: () => time.now() - back, sleep: time.sleep };
    const anna = await signedIn({ clock: time }, { clock, requestsPerSecond: 100 });
    const begun = time.passed();
    const snapshot = await pulled(
      anna,
      during('users and provisioned accounts', () => {
        back = 24 * hours;
      }),
    );
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(time.passed() - begun).toBeLessThan(15_000);
  });

  it('that is far ahead does not ask for the role anew with each call', async () => {
    const clock = { now: () => Date.now() + 13 * hours, sleep: nodeClock.sleep };
    emulator = await createEmulator('acme', { rate: 'off', tokenLifetime: 48 * hours });
    const anna = someone(emulator, { clock });
    await anna.signIn();
    await pulled(anna, () => {});
    expect(emulator.journal.counts()['portal:GetRoleCredentials']).toBe(1);
  });

  it('that was ahead when a snapshot was taken makes the next refresh read everything', async () => {
    const anna = await signedIn();
    const before = await pulled(anna, () => {});
    const later = (text: string) => new Date(Date.parse(text) + 5 * hours).toISOString();
    const parts = (before.parts ?? []).map((it) => ({ ...it, readAt: later(it.readAt) }));
    const since = { ...before, takenAt: later(before.takenAt), parts };
    const result = await anna.aws.pull('acme', () => {}, patience(), { since });
    expect(result).toMatchObject({ ok: true });
    expect(anna.log.filter((line) => line.includes('read anew'))).toEqual([
      expect.stringMatching(/^everything is read anew: the snapshot is dated .*, which is yet to come$/),
    ]);
  });
});

describe('Two editors at once', () => {
  it('that use the budget of the account twice over both read everything, in time', async () => {
    const sizes = { accounts: 8, groups: 10, users: 12, sets: 5, assignments: 40 };
    const clock = virtualClock();
    emulator = await createEmulator(generateScenario(sizes), { rate: 20, clock });
    const both = [1, 2].map(() => someone(emulator, { env: emulator.environment(), requestsPerSecond: 20, clock }));
    const results = await Promise.all(both.map(({ aws }) => aws.pull(undefined, () => {}, patience())));
    for (const result of results) {
      expect(result.ok && result.value.gaps).toEqual([]);
      expect(result.ok && assignmentsIn(result.value)).toEqual(assignmentsOfWorld(emulator.state()));
    }
    expect(emulator.journal.all().some(({ error }) => error === 'ThrottlingException')).toBe(true);
  });
});

describe('Where neither groups nor users may be listed', () => {
  it('the snapshot says what cannot be found that way', async () => {
    const anna = await signedIn();
    emulator.faults.add({ kind: 'denied', operations: ['identitystore:*'] });
    const { access, gaps } = await pulled(anna, () => {});
    expect(access.assignments.complete).toBe(false);
    expect(gaps.map(topicText)).toEqual([
      'groups',
      'users',
      'assignments of groups where the permission set was never provisioned',
      'assignments of users where the permission set was never provisioned',
    ]);
    expect(access.assignments.all.map(({ principal }) => tell(principal))[0]).toMatch(/could not be looked up/);
  });
});
