import { afterEach, describe, expect, it } from 'vitest';
import { judgePolicy, type PolicyQuestion, type PolicyVerdict, policyQuestions } from '../../server/src/core/live';
import { failureText, unknownText } from '../../server/src/core/wording';
import { sample } from '../live/samples';
import { patience, type Someone, someone } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

describe('Which policies are asked about', () => {
  it('are those of each permission set, boundary included, in each account it is assigned to', () => {
    expect(policyQuestions(sample.access)).toEqual([
      { account: '111122223333', path: '/', name: 'analyst-boundary', permissionSets: ['Analyst'] },
      { account: '111122223333', path: '/data/', name: 'analyst-policy', permissionSets: ['Analyst'] },
      { account: '222233334444', path: '/', name: 'analyst-boundary', permissionSets: ['Analyst'] },
      { account: '222233334444', path: '/data/', name: 'analyst-policy', permissionSets: ['Analyst'] },
    ]);
  });
});

describe('A policy', () => {
  const question: PolicyQuestion = { account: '1', name: 'team-policy', path: '/', permissionSets: ['Team'] };

  it('exists by its exact name and path only', () => {
    expect(judgePolicy(question, [{ name: 'team-policy', path: '/' }])).toEqual({ ...question, verdict: 'exists' });
    expect(
      judgePolicy(question, [
        { name: 'Team-Policy', path: '/' },
        { name: 'team-policy', path: '/x/' },
      ]),
    ).toEqual({
      ...question,
      verdict: 'missing',
      nearby: ['/Team-Policy', '/x/team-policy'],
    });
    expect(judgePolicy(question, [])).toEqual({ ...question, verdict: 'missing', nearby: [] });
  });
});

describe('Policies in target accounts', () => {
  let emulator: Emulator;

  afterEach(() => emulator.close());

  async function checked({ aws, signIn }: Someone): Promise<readonly PolicyVerdict[]> {
    await signIn();
    const pulled = await aws.pull('acme', () => {}, patience());
    if (!pulled.ok) throw new Error(failureText(pulled.failure).message);
    const result = await aws.checkPolicies('acme', policyQuestions(pulled.value.access), () => {}, patience());
    if (!result.ok) throw new Error(failureText(result.failure).message);
    return result.value;
  }

  const told = (verdicts: readonly PolicyVerdict[]) =>
    verdicts.map((it) => {
      const detail =
        it.verdict === 'missing' ? ` [${it.nearby}]` : it.verdict === 'not-looked' ? `: ${unknownText(it.reason)}` : '';
      return `${it.account} ${it.path}${it.name} ${it.verdict}${detail}`;
    });

  it('are found, missing, or near misses, as the accounts have them', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    expect(told(await checked(someone(emulator)))).toEqual([
      '012345678901 /deploy-pipeline-policy missing [/Deploy-Pipeline-Policy]',
      '111122223333 /data/data-engineer-policy exists',
      '111122223333 /my-redshift-analyst-policy exists',
      '111122223333 /workload-boundary exists',
      '222233334444 /deploy-pipeline-policy exists',
      '333344445555 /data/data-engineer-policy exists',
      '333344445555 /workload-boundary exists',
      '444455556666 /deploy-pipeline-policy exists',
      '444455556666 /workload-boundary missing []',
      '555566667777 /workload-boundary exists',
      '666677778888 /workload-boundary not-looked: you have no role in this account',
    ]);
  });

  /** The roles asked for in an account, in that order. */
  const rolesAskedFor = (account: string) =>
    emulator.state().events.flatMap(({ name, record }) => {
      const details = record.serviceEventDetails as { account_id?: string; role_name?: string } | undefined;
      return name === 'GetRoleCredentials' && details?.account_id === account ? [details.role_name] : [];
    });

  it('are looked for with the weakest role there is, so that looking needs no administrator', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    await checked(someone(emulator));
    expect(rolesAskedFor('222233334444')).toEqual(['ReadOnly']);
  });

  it('are looked for with the roles that the user prefers, in that order, and with others where those may not', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    emulator.faults.add({ kind: 'denied', operations: ['iam:ListPolicies'] });
    await checked(someone(emulator, { preferredRoles: ['NoSuchRole', 'Platform*', 'OnCall'] }));
    expect(rolesAskedFor('222233334444')).toEqual(['PlatformEngineer', 'OnCall', 'ReadOnly']);
  });

  it('cannot be looked at where no role may list them; that is no verdict about the policy', async () => {
    emulator = await createEmulator('acme', { rate: 'off' });
    emulator.faults.add({ kind: 'denied', operations: ['iam:ListPolicies'] });
    const verdicts = await checked(someone(emulator));
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not-looked']));
    expect(told(verdicts).at(0)).toContain('may not do this: iam:ListPolicies');
  });
});
