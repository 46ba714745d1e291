import { afterEach, describe, expect, it } from 'vitest';
import { isKnown } from '../../server/src/core/base';
import { initialState, type LiveEvent, openFailures, reduce, type Snapshot } from '../../server/src/core/live';
import { failureText, gapText } from '../../server/src/core/wording';
import { assignmentsIn, assignmentsOfWorld, provisionedIn, provisionedInWorld, tell } from '../live/facts';
import { patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';

let emulator: Emulator;

afterEach(() => emulator.close());

async function pulled(
  { aws }: Someone,
  profile = 'acme',
  emit: (event: LiveEvent) => void = () => {},
): Promise<Snapshot> {
  const result = await aws.pull(profile, emit, patience());
  if (!result.ok) throw new Error(`${result.failure.kind}: ${failureText(result.failure).message}`);
  return result.value;
}

describe('A refresh of Acme', () => {
  it('finds every assignment that AWS holds, and no other', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const snapshot = await pulled(anna);
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(provisionedIn(snapshot)).toEqual(provisionedInWorld(emulator.state()));
    expect(snapshot.gaps).toEqual([]);
    expect(snapshot.access.assignments.complete).toBe(true);
    expect(snapshot.instance).toMatchObject({ name: 'acme', ownerAccount: '999900001111', region: 'eu-west-1' });
  });

  it('names groups, users, accounts and permission sets, and says which group is gone', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const { access } = await pulled(anna);
    const world = emulator.state();
    expect([...access.groups.byName.keys()].toSorted()).toEqual(
      [...world.groups.values()].map((it) => it.name).toSorted(),
    );
    expect(access.users.all).toHaveLength(world.users.size);
    expect(access.accounts.all.map((it) => it.name && tell(it.name)).toSorted()).toEqual(
      [...world.accounts.values()].map((it) => it.name).toSorted(),
    );
    const nameless = access.assignments.all.filter((it) => !isKnown(it.principal));
    expect(nameless.map((it) => tell(it.principal))).toEqual([
      expect.stringMatching(/^\? group [0-9a-f-]+ no longer exists$/),
    ]);
  });

  it('reads the policies of each permission set', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const { access } = await pulled(anna);
    const engineer = access.permissionSets.byName.get('DataEngineer');
    expect(engineer?.managedPolicies.map(tell)).toEqual(['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']);
    expect(engineer?.customerManagedPolicies.map((it) => tell(it.path) + tell(it.name))).toEqual([
      '/data/data-engineer-policy',
    ]);
    expect(engineer?.permissionsBoundary?.kind).toBe('customer-managed');
    expect(engineer?.policiesComplete).toBe(true);
    expect(
      tell(
        access.permissionSets.byName.get('OnCall')?.inlinePolicy ?? {
          because: { kind: 'not-known' },
          origin: { at: { path: '', start: 0, end: 0 } },
        },
      ),
    ).toContain('ecs:UpdateService');
  });

  it('knows who is in which group, who may not sign in, and which account is closed', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const { access, memberships } = await pulled(anna);
    expect(memberships?.find(({ group }) => group === 'on-call')).toMatchObject({
      group: 'on-call',
      members: ['anna.berg', 'david.lind', 'paul.meyer', 'vera.kunz', 'yusuf.demir'],
      complete: true,
    });
    expect(memberships?.find(({ group }) => group === 'contractors')?.members).toEqual([]);
    expect(access.accounts.byName.get('666677778888')?.state).toBe('SUSPENDED');
    const disabled = access.users.all.filter((it) => it.disabled).map(({ name }) => tell(name));
    expect(disabled).toEqual(['nils.falk']);
  });

  it('tells what failed, in names and in the words of AWS', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const { requests } = await pulled(anna);
    expect(openFailures(requests).map((it) => `${it.permissionSet} in ${it.account}: ${it.failureReason}`)).toContain(
      'RedshiftAnalyst in 333344445555: Received a 404 status error: Not supported policy my-redshift-analyst-policy.',
    );
  });

  it('paints the groups first, then the rest, and counts up to its end', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const anna = someone(emulator);
    await anna.signIn();
    const events: LiveEvent[] = [];
    await pulled(anna, 'acme', (event) => events.push(event));
    const snapshots = events.flatMap((event) => (event.kind === 'snapshot' ? [event.snapshot] : []));
    const ofGroups = snapshots.filter(({ access }) => !access.assignments.completeFor?.includes('USER'));
    expect(snapshots.at(0)?.access.assignments.all.length).toBeGreaterThan(0);
    expect(ofGroups.at(-1)?.access.assignments.all.length).toBeGreaterThan(90);
    expect(ofGroups.map(({ access }) => access.assignments.complete)).not.toContain(true);
    expect(snapshots.at(0)?.gaps.map((gap) => gapText(gap).because)).toEqual(['the refresh is not finished']);
    expect(events.at(0)?.kind).toBe('started');
    expect(events.at(-1)?.kind).toBe('finished');
    const last = events.findLast((event) => event.kind === 'progress');
    expect(last?.kind === 'progress' && last.done).toBe(last?.kind === 'progress' && last.total);
    expect(events.reduce(reduce, initialState)).toMatchObject({ currentActivity: { kind: 'idle' }, signedIn: 'yes' });
  });
});

describe('Pages', () => {
  it('follows every page, also where Organizations begins with an empty one', async () => {
    emulator = await createEmulator(
      generateScenario({ accounts: 45, groups: 130, users: 240, sets: 3, assignments: 400 }),
      {
        rate: 'off',
        emptyPages: true,
      },
    );
    const reader = someone(emulator, { env: emulator.environment() });
    const snapshot = await pulledFromEnvironment(reader);
    expect(snapshot.access.accounts.all).toHaveLength(45);
    expect(snapshot.access.groups.all).toHaveLength(130);
    expect(snapshot.access.users.all).toHaveLength(240);
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
  });
});

describe('Credentials from the environment', () => {
  it('serve where no profile is chosen', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    const robot = someone(emulator, { env: emulator.environment() });
    const snapshot = await pulledFromEnvironment(robot);
    expect(snapshot.profile).toBe('environment');
    expect(assignmentsIn(snapshot)).toEqual(assignmentsOfWorld(emulator.state()));
  });
});

async function pulledFromEnvironment({ aws }: Someone): Promise<Snapshot> {
  const result = await aws.pull(undefined, () => {}, patience());
  if (!result.ok) throw new Error(`${result.failure.kind}: ${failureText(result.failure).message}`);
  return result.value;
}
