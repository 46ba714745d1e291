/** More users than can be asked one by one: by pairs, with what that leaves open said, and asked about on demand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../server/src/core/features';
import { answerCacheOf, type Snapshot } from '../../server/src/core/live';
import { failureText } from '../../server/src/core/wording';
import { createNodeHost } from '../../server/src/host';
import { createLive } from '../../server/src/lsp/live/live';
import { assignmentsIn, assignmentsOfWorld, gapWords } from '../live/facts';
import { homeWith, patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { addAssignment } from '../support/identity-center/state';

let emulator: Emulator;
let robot: Someone;
let taken: Snapshot;
let calls: Readonly<Record<string, number>>;

beforeAll(async () => {
  const sizes = { accounts: 6, groups: 5, users: 1300, sets: 4, assignments: 15, direct: 4, orphans: 1 };
  emulator = await createEmulator(generateScenario(sizes), { rate: 'off' });
  robot = someone(emulator, { env: emulator.environment() });
  const result = await robot.aws.pull(undefined, () => {}, patience());
  if (!result.ok) throw new Error(failureText(result.failure).message);
  taken = result.value;
  calls = emulator.journal.counts();
});

afterAll(() => emulator?.close());

describe('Direct assignments of more users than are asked one by one', () => {
  it('are found by the pairs that are provisioned, in fewer calls', () => {
    expect(assignmentsIn(taken)).toEqual(assignmentsOfWorld(emulator.state()));
    expect(calls['sso-admin:ListAccountAssignmentsForPrincipal']).toBe(5);
    expect(calls['sso-admin:ListAccountAssignments']).toBeLessThan(25);
  });

  it('may be more where nothing is provisioned; how many calls and how long that would be is said', () => {
    expect(gapWords(taken.gaps)).toEqual([
      {
        what: 'direct assignments of 1,300 users where the permission set was never provisioned',
        because:
          "each user would be a call of its own: about 1 min at AWS's 20 requests a second; idc explain asks for the user it is about",
        action: undefined,
      },
    ]);
    expect(taken.access.assignments).toMatchObject({ complete: false, completeFor: ['GROUP'] });
  });

  it('are certain of the one user who is asked about', async () => {
    const world = emulator.state();
    const user = [...world.users.values()].at(-1);
    const pairs = [...world.accounts.keys()].flatMap((account) =>
      [...world.permissionSets.values()].map(({ arn, name }) => ({ account, arn, name })),
    );
    const free = pairs.find((it) => !world.assignments.get(it.account)?.has(it.arn));
    const { account = '', arn: permissionSet = '', name = '' } = free ?? {};
    addAssignment(world, { account, permissionSet, principalType: 'USER', principal: user?.id ?? '' });
    const question = { principal: user?.name ?? '', account, permissionSet: name };
    expect(explain({ snapshot: taken, declared: undefined }, question)).toMatchObject({ kind: 'not-decidable' });
    emulator.journal.clear();
    const asked = await robot.aws.readUser(undefined, taken, question.principal, () => {}, patience());
    if (!asked.ok) throw new Error(failureText(asked.failure).message);
    expect(emulator.journal.counts()['sso-admin:ListAccountAssignmentsForPrincipal']).toBe(1);
    expect(explain({ snapshot: asked.value, declared: undefined }, question)).toMatchObject({
      kind: 'not-provisioned',
    });
    const other = { ...question, principal: 'user-0007' };
    expect(explain({ snapshot: asked.value, declared: undefined }, other)).toMatchObject({ kind: 'not-decidable' });
  });

  it('of somebody who is known for certain, or not at all, ask nothing', async () => {
    emulator.journal.clear();
    for (const name of ['group-0001', 'nobody']) {
      expect(await robot.aws.readUser(undefined, taken, name, () => {}, patience())).toEqual({
        ok: true,
        value: taken,
      });
    }
    expect(emulator.journal.all()).toEqual([]);
  });

  it('are made certain in the editor before it explains', async () => {
    const { accessKeyId, secretAccessKey } = emulator.credentials();
    const config = `[profile keys]\nregion = ${emulator.region}\nendpoint_url = ${emulator.url}\n`;
    const HOME = homeWith(`${config}aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const live = createLive(createNodeHost({ env: { HOME }, log, requestsPerSecond: () => 2000 }), () => {});
    await live.select('keys', {});
    expect(await live.refresh(patience())).toMatchObject({ ok: true });
    const user = emulator.state().users.values().next().value;
    await live.refreshUser(user?.name ?? '', patience());
    expect(live.state().snapshot?.access.assignments.askedFor).toEqual([user?.id]);
    emulator.journal.clear();
    await live.refreshUser(user?.name ?? '', patience());
    expect(emulator.journal.all()).toEqual([]);
  });

  it('leave the snapshot one that a later refresh can build on', () => {
    expect(answerCacheOf(taken)).not.toHaveProperty('because');
  });
});
