import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createEmulator,
  decodeScenario,
  type Emulator,
  type EmulatorState,
  loadScenario,
} from '../support/identity-center';
import { assignmentsOf, isCurrent } from '../support/identity-center/state';

describe('the company acme', () => {
  let emulator: Emulator;
  let world: EmulatorState;

  beforeAll(async () => {
    emulator = await createEmulator('acme');
    world = emulator.state();
  });
  afterAll(() => emulator.close());

  const accountName = (id: string | undefined) => world.accounts.get(id ?? '')?.name;
  const setName = (arn: string) => world.permissionSets.get(arn)?.name;
  const assigned = (set: string) => [...assignmentsOf(world)].filter((each) => setName(each.permissionSet) === set);

  it('is as large as a company of forty', () => {
    const { accounts, groups, users, permissionSets } = world;
    const sizes = [accounts.size, groups.size, users.size, permissionSets.size, [...assignmentsOf(world)].length];
    expect(sizes).toEqual([12, 9, 40, 14, 119]);
  });

  it('has failed requests, each with its own reason', () => {
    const failed = [...world.requests.values()].map((it) => [
      it.kind,
      setName(it.permissionSet),
      accountName(it.account),
      it.failureReason?.replace(
        /^Received a 404 status error: |AWS SSO is unable .* (takes longer than usual).*/g,
        '$1',
      ),
    ]);
    expect(failed).toEqual([
      ['provisioning', 'WebDeveloper', 'staging-web', 'Not supported policy workload-boundary.'],
      ['provisioning', 'DeployPipeline', 'legacy-billing', 'Not supported policy deploy-pipeline-policy.'],
      ['creation', 'RedshiftAnalyst', 'staging-data', 'Not supported policy my-redshift-analyst-policy.'],
      ['creation', 'ReadOnly', 'old-shop', 'takes longer than usual'],
      ['deletion', 'WebDeveloper', 'old-shop', 'takes longer than usual'],
    ]);
  });

  it('has roles that are old, and permission sets that never became a role', () => {
    const uneven = [...world.provisioned].flatMap(([account, bySet]) =>
      [...bySet].flatMap(([arn, it]) => {
        const set = world.permissionSets.get(arn);
        if (set === undefined || isCurrent(it, set)) return [];
        return [`${set.name} in ${accountName(account)}: ${it.role === undefined ? 'no role' : 'an old role'}`];
      }),
    );
    expect(uneven.sort()).toEqual([
      'DeployPipeline in legacy-billing: no role',
      'OnCall in prod-data: an old role',
      'OnCall in prod-web: an old role',
      'RedshiftAnalyst in staging-data: no role',
      'WebDeveloper in staging-web: no role',
    ]);
  });

  it('has a role without an assignment, and a permission set without either', () => {
    const leftOver = [...world.provisioned].flatMap(([account, bySet]) =>
      [...bySet]
        .filter(
          ([arn, it]) =>
            it.role !== undefined && !assigned(setName(arn) ?? '').some((each) => each.account === account),
        )
        .map(([arn]) => `${setName(arn)} in ${accountName(account)}`),
    );
    expect(leftOver).toEqual(['NetworkAdmin in sandbox']);
    expect(assigned('LegacyReports')).toEqual([]);
  });

  it('has an assignment whose group is gone, one to a user, and some in a suspended account', () => {
    const all = [...assignmentsOf(world)];
    const orphans = all.filter((it) => it.principalType === 'GROUP' && !world.groups.has(it.principal));
    expect(orphans.map((it) => [setName(it.permissionSet), accountName(it.account)])).toEqual([
      ['RedshiftAnalyst', 'prod-data'],
    ]);
    const direct = all.filter((it) => it.principalType === 'USER').map((it) => world.users.get(it.principal)?.name);
    expect(direct).toEqual(['farid.aziz']);
    const closed = all.filter((it) => world.accounts.get(it.account)?.state === 'SUSPENDED');
    expect(closed.map((it) => setName(it.permissionSet)).sort()).toEqual(['SecurityAudit', 'WebDeveloper']);
  });

  it('has a group nobody is in, one nothing is given to, somebody in no group, and somebody disabled', () => {
    const members = new Set([...world.memberships.values()].map((it) => it.group));
    const principals = new Set([...assignmentsOf(world)].map((it) => it.principal));
    const groups = [...world.groups.values()];
    expect(groups.filter((it) => !members.has(it.id)).map((it) => it.name)).toEqual(['contractors']);
    expect(groups.filter((it) => !principals.has(it.id)).map((it) => it.name)).toEqual(['workshop-guests']);
    const inGroups = new Set([...world.memberships.values()].map((it) => it.user));
    const users = [...world.users.values()];
    expect(users.filter((it) => !inGroups.has(it.id)).map((it) => it.name)).toEqual(['nora.dahl']);
    expect(users.filter((it) => it.disabled).map((it) => it.name)).toEqual(['nils.falk']);
  });
});

describe('a scenario file', () => {
  it('must not have a key that means nothing', () => {
    expect(() => decodeScenario('odd', { groupz: [] })).toThrow('unknown key in scenario odd: groupz');
  });

  it('must not name what is not there', async () => {
    const acme = loadScenario('acme');
    const broken = {
      ...acme,
      assignments: [{ principal: { group: 'ghosts' }, permissionSets: ['ReadOnly'], accounts: ['sandbox'] }],
    };
    await expect(createEmulator(broken)).rejects.toThrow('the scenario has no such group: ghosts');
  });

  it('cannot claim a failure that would have been a success', async () => {
    const past = { principal: { group: 'finance' }, permissionSet: 'Billing', account: 'sandbox', hoursAgo: 1 };
    await expect(createEmulator({ ...loadScenario('acme'), failedCreations: [past] })).rejects.toThrow(
      'would have succeeded',
    );
  });
});
