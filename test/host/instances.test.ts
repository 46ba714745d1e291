import { afterEach, describe, expect, it } from 'vitest';
import type { InstanceChoice } from '../../server/src/host/host';
import { worded } from '../live/facts';
import { configFor, patience, someone } from '../live/someone';
import { createEmulator, type Emulator, loadScenario, type Scenario } from '../support/identity-center';

let emulator: Emulator;

afterEach(() => emulator.close());

const organizationArn = 'arn:aws:sso:::instance/ssoins-7223acme01234567';
const accountArn = 'arn:aws:sso:::instance/ssoins-acct0acme0123456';

/** The management account sees the organization's instance and one of its own. */
const both = loadScenario('account-instance');

const withoutTelling: Scenario = {
  ...both,
  rights: [
    { role: 'AdministratorAccess', allow: undefined, deny: ['organizations:Describe*', 'sso:DescribeInstance'] },
  ],
};

async function pullAt(choice: InstanceChoice, scenario: Scenario, config?: (emulator: Emulator) => string) {
  emulator = await createEmulator(scenario, { rate: 'off' });
  const anna = someone(emulator, { config: (config ?? configFor)(emulator) });
  await anna.signIn();
  return anna.aws.at(choice).pull('acme', () => {}, patience());
}

describe('Among several instances', () => {
  it("the organization's is taken, though it may not be asked what it can do", async () => {
    const scenario = {
      ...both,
      rights: [{ role: 'AdministratorAccess', allow: undefined, deny: ['sso:DescribeInstance'] }],
    };
    // Both belong to the management account, so that the owner does not tell them apart.
    expect(worded(await pullAt({}, scenario))).toMatchObject({
      ok: false,
      failure: { kind: 'no-instance', message: expect.stringContaining('several') },
    });
    const elsewhere = both.instances.map((it) =>
      it.kind === 'account' ? { ...it, ownerAccount: '100020003002' } : it,
    );
    await emulator.close();
    expect(await pullAt({}, { ...scenario, instances: elsewhere })).toMatchObject({
      ok: true,
      value: { instance: { arn: organizationArn } },
    });
  });

  it('none is guessed: both are named, with how to choose', async () => {
    expect(worded(await pullAt({}, withoutTelling))).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-instance',
        message: `This profile sees several Identity Center instances, and may not ask which is the organization's: ${accountArn} (acme-applications, of account 999900001111), ${organizationArn} (acme, of account 999900001111)`,
        nextStep: expect.stringMatching(/--instance.*idc\.instance/),
      },
    });
  });

  it.each([organizationArn, 'ssoins-7223acme01234567', 'acme'])('one may be named: %s', async (instance) => {
    expect(await pullAt({ instance }, withoutTelling)).toMatchObject({
      ok: true,
      value: { instance: { arn: organizationArn } },
    });
  });

  it('one that is not there is told from those that are', async () => {
    expect(worded(await pullAt({ instance: 'ssoins-0000000000000000' }, both))).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-instance',
        message: expect.stringMatching(
          /^This profile sees no .* ssoins-0{16}, but .*acme-applications.*acme, of account/,
        ),
      },
    });
  });

  it('an account instance is explained, even when it is asked for', async () => {
    expect(worded(await pullAt({ instance: accountArn }, both))).toMatchObject({
      ok: false,
      failure: { kind: 'no-instance', message: expect.stringMatching(/has no permission sets.*account instance/) },
    });
  });
});

describe('An account instance alone', () => {
  it('is explained, with where the access to accounts is', async () => {
    const prodData = '111122223333';
    // The organization's instance can't be seen from there.
    const own = both.instances.map((it) => (it.kind === 'account' ? { ...it, ownerAccount: prodData } : it));
    const config = (it: Emulator) =>
      configFor(it).replaceAll('999900001111', prodData).replaceAll('AdministratorAccess', 'ReadOnly');
    expect(worded(await pullAt({}, { ...both, instances: own }, config))).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-instance',
        message: `This is an account instance, which has no permission sets: ${accountArn} (acme-applications, of account ${prodData})`,
        nextStep: expect.stringContaining('management account'),
      },
    });
  });
});

describe('An account that has no part in Identity Center', () => {
  it('is told where it is run from, and by which profile it would be seen', async () => {
    const config = (it: Emulator) =>
      configFor(it).replace('999900001111', '111122223333').replace('AdministratorAccess', 'ReadOnly');
    expect(worded(await pullAt({}, loadScenario('acme'), config))).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-instance',
        message: 'No Identity Center instance can be seen from this profile: looked in eu-west-1',
        nextStep: expect.stringMatching(/management account 999900001111 such as legacy, .*idc live --policy/),
      },
    });
  });
});

describe('The region of the instance', () => {
  const acme = loadScenario('acme');
  /** A session in another region than the instance's, as when people sign in elsewhere. */
  const elsewhere = (it: Emulator) => configFor(it).replaceAll('= eu-west-1', '= us-east-1');

  it('is looked for where the profile signs in and works, and that is said when there is none', async () => {
    expect(worded(await pullAt({}, acme, elsewhere))).toMatchObject({
      ok: false,
      failure: {
        message: expect.stringMatching(/looked in us-east-1$/),
        nextStep: expect.stringMatching(/^If .* --region/),
      },
    });
  });

  it('may be named', async () => {
    expect(await pullAt({ region: 'eu-west-1' }, acme, elsewhere)).toMatchObject({
      ok: true,
      value: { instance: { region: 'eu-west-1' }, gaps: [] },
    });
  });

  it('is where alone is looked, once it is named', async () => {
    expect(worded(await pullAt({ region: 'eu-north-1' }, acme))).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/looked in eu-north-1$/) },
    });
  });

  it('is not taken from what is no region, before anything is sent', async () => {
    expect(worded(await pullAt({ region: 'evil.example.com/' }, acme))).toMatchObject({
      ok: false,
      failure: { message: 'This is not the name of an AWS region: evil.example.com/' },
    });
    expect(emulator.journal.all()).toEqual([]);
  });
});

describe('An empty choice', () => {
  it('is none, as the settings of an editor have it', async () => {
    expect(await pullAt({ region: '', instance: '' }, loadScenario('acme'))).toMatchObject({ ok: true });
  });
});
