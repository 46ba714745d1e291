import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccessQuestion,
  explainAccess,
  type PolicyVerdict,
  policyQuestions,
  type Snapshot,
} from '../../server/src/core/live';
import { createEmulator, type Emulator } from '../support/identity-center';
import { patience, someone } from './someone';

/** Acme as it lives, read once. */
let emulator: Emulator;
let snapshot: Snapshot;
let policies: readonly PolicyVerdict[];

beforeAll(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  const { aws, signIn } = someone(emulator);
  await signIn();
  const pulled = await aws.pull('acme', () => {}, patience());
  if (!pulled.ok) throw new Error(pulled.failure.message);
  snapshot = pulled.value;
  const checked = await aws.checkPolicies('acme', policyQuestions(snapshot.access), () => {}, patience());
  if (!checked.ok) throw new Error(checked.failure.message);
  policies = checked.value;
});

afterAll(() => emulator.close());

function ask(user: string, account: string, permissionSet?: string, from = snapshot): string {
  const question: AccessQuestion = { user, account, permissionSet };
  const { culprit } = explainAccess(from, question, policies);
  return culprit ? `${culprit.name} ${culprit.verdict}: ${culprit.text}` : 'access should work';
}

describe('Why a user cannot reach an account', () => {
  it.each([
    ['anna.berg', 'prod-web', 'ReadOnly', 'access should work'],
    ['anna.berg', '222233334444', undefined, 'access should work'],
    ['anna.burg', 'prod-web', 'ReadOnly', 'user broken: there is no such user: anna.burg'],
    ['nils.falk', 'prod-data', 'ReadOnly', 'user broken: the user is disabled: nils.falk'],
    ['anna.berg', 'prod-nowhere', 'ReadOnly', 'account broken: the organization has no such account: prod-nowhere'],
    ['dora.kiss', 'old-shop', 'SecurityAudit', 'account broken: the account is suspended'],
    [
      'greta.holm',
      'staging-data',
      'RedshiftAnalyst',
      'assignment broken: AWS could not carry it out: the referenced policy "my-redshift-analyst-policy" does not exist in account 333344445555 under that exact name and path',
    ],
    [
      'lena.frey',
      'prod-data',
      'DataEngineer',
      'assignment broken: neither the user nor a group of theirs has DataEngineer there; data-engineers have it',
    ],
    ['anna.berg', 'prod-data', 'OnCall', 'provisioning broken: the account holds an older version of OnCall'],
    [
      'uwe.braun',
      'legacy-billing',
      'DeployPipeline',
      'provisioning broken: AWS could not carry it out: the referenced policy "deploy-pipeline-policy" does not exist in account 012345678901 under that exact name and path',
    ],
  ])('%s, %s, %s: %s', (user, account, permissionSet, answer) => {
    expect(ask(user, account, permissionSet)).toBe(answer);
  });

  it('names a stale assignment that was meant for them', () => {
    expect(ask('lena.frey', 'prod-data', 'RedshiftAnalyst')).toMatch(
      /an assignment there is stale: group \S+ no longer exists$/,
    );
  });

  it('is not told from what could not be read', () => {
    const { assignments } = snapshot.access;
    const short = { ...assignments, complete: false, completeFor: [] };
    const partly = { ...snapshot, access: { ...snapshot.access, assignments: short } };
    expect(ask('lena.frey', 'prod-data', 'DataEngineer', partly)).toMatch(/^assignment unknown: /);
    const unread = { ...snapshot, memberships: undefined };
    expect(ask('lena.frey', 'prod-data', 'DataEngineer', unread)).toMatch(/^groups unknown: /);
  });
});
