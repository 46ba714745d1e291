import { describe, expect, it } from 'vitest';
import { explainCodes } from '../../server/src/cli/explain-codes';
import { type AccessExplanation, explain } from '../../server/src/core/features';
import type { PolicyVerdict } from '../../server/src/core/live';
import { type SmallSnapshot, smallSnapshot } from '../support/small-snapshot';
import { analysed, printPlace } from './support/analysed';

const code = `accounts: { prod: "111122223333", dev: "444455556666", old: "777788889999" }
permission_sets:
  Reader: { customer_managed_policies: [reader-policy] }
  Writer: {}
groups: { analysts: {}, ops: {} }
group_assignments:
  analysts: { account_ids: [prod], permission_set: Reader }
  ops: { account_ids: [dev, old], permission_set: Reader }
`;
const { analysis } = analysed({ 'access.yaml': code });
const world: SmallSnapshot = {
  accounts: { prod: '111122223333', dev: '444455556666', old: { id: '777788889999', state: 'SUSPENDED' } },
  groups: { analysts: ['anna'], ops: ['otto'], idle: [] },
  users: { nils: { disabled: true } },
  permissionSets: { Reader: {}, Writer: {} },
};

function ask(question: string, live: SmallSnapshot = {}, policies: readonly PolicyVerdict[] = []): AccessExplanation {
  const [principal = '', account = '', permissionSet] = question.split(' ');
  const snapshot = smallSnapshot({ ...world, ...live });
  return explain({ snapshot, declared: analysis.declared, policies }, { principal, account, permissionSet });
}

const told = ({ kind, text, origin }: AccessExplanation) => [kind, text, origin ? printPlace(analysis, origin.at) : ''];
const missingPolicy = 'Received a 404 status error: Not supported policy reader-policy.';
const noRights =
  'Received a 403 status error: Access denied by IAM. User: x is not authorized to perform: iam:CreateRole on resource y';

type Case = readonly [title: string, question: string, live: SmallSnapshot, told: readonly string[]];

const cases: readonly Case[] = [
  [
    'nothing is broken',
    'anna prod Reader',
    { assignments: ['analysts in prod as Reader'] },
    ['granted', 'anna can use Reader there', 'access.yaml:7 prod'],
  ],
  [
    'nobody has that name',
    'anne prod',
    {},
    ['no-such-principal', 'There is no user or group named "anne": did you mean "anna"?', ''],
  ],
  ['The user is disabled', 'nils prod', {}, ['user-disabled', 'The user is disabled: nils', '']],
  ['the group is empty', 'idle prod', {}, ['group-empty', 'The group has no members', '']],
  [
    'there is no such account',
    'anna prd',
    {},
    ['no-such-account', 'The organization has no account prd: did you mean "prod"?', ''],
  ],
  [
    'there is no such permission set',
    'anna prod Raeder',
    {},
    ['no-such-permission-set', 'There is no permission set named "Raeder": did you mean "Reader"?', ''],
  ],
  [
    'others have it, and the user is in none of their groups',
    'otto prod Reader',
    { assignments: ['analysts in prod as Reader'] },
    [
      'in-no-assigned-group',
      'Reader in prod (111122223333) is assigned to analysts, and the user is in ops',
      'access.yaml:7 prod',
    ],
  ],
  [
    'another permission set is assigned',
    'anna prod Writer',
    { assignments: ['analysts in prod as Reader'] },
    [
      'assigned-with-another-set',
      'In prod (111122223333) there is Reader through analysts, not Writer',
      'access.yaml:7 prod',
    ],
  ],
  [
    'Nobody is assigned, though the code declares it',
    'anna prod Reader',
    {},
    [
      'not-assigned',
      'Nobody is assigned Reader in prod (111122223333), though the code declares it',
      'access.yaml:7 prod',
    ],
  ],
  [
    'Nobody is assigned, in code or live',
    'anna dev Writer',
    {},
    ['not-assigned', 'Nobody is assigned Writer in dev (444455556666)', 'access.yaml:4 Writer'],
  ],
  [
    'AWS could not make the assignment',
    'anna prod Reader',
    { failed: [{ assignment: 'analysts in prod as Reader', reason: missingPolicy }] },
    [
      'assignment-creation-failed',
      'AWS could not carry it out (2026-11-23T22:00:00.000Z): the referenced policy "reader-policy" does not exist in account prod (111122223333) under that exact name and path',
      'access.yaml:3 reader-policy',
    ],
  ],
  [
    'whoever applied has no rights in the management account',
    'anna prod Reader',
    { failed: [{ assignment: 'analysts in prod as Reader', reason: noRights }] },
    [
      'management-account-rights',
      'AWS could not carry it out (2026-11-23T22:00:00.000Z): the caller may not use iam:CreateRole in account prod (111122223333)',
      'access.yaml:7 prod',
    ],
  ],
  [
    'the group was made anew',
    'anna prod Reader',
    { assignments: ['gone 1111-2222 in prod as Reader'] },
    [
      'principal-recreated',
      'The assignment in prod (111122223333) names a group or user that no longer exists (1111-2222)',
      'access.yaml:7 prod',
    ],
  ],
  [
    'The account is closed',
    'otto old Reader',
    { assignments: ['ops in old as Reader'] },
    ['account-suspended', 'The account old (777788889999) is suspended', 'access.yaml:8 old'],
  ],
  [
    'the set never became a role there',
    'anna prod Reader',
    { assignments: ['analysts in prod as Reader'], notProvisioned: ['Reader in prod'] },
    [
      'not-provisioned',
      'Reader is assigned and was never provisioned in prod (111122223333): there is no role to enter with',
      'access.yaml:3 Reader',
    ],
  ],
  [
    'The account holds an older version',
    'anna prod Reader',
    { assignments: ['analysts in prod as Reader'], outdated: ['Reader in prod'] },
    [
      'outdated',
      'prod (111122223333) holds an older version of Reader: what it allows is what it allowed before',
      'access.yaml:3 Reader',
    ],
  ],
  [
    'provisioning failed for a reason of its own',
    'anna prod Reader',
    {
      assignments: ['analysts in prod as Reader'],
      outdated: ['Reader in prod'],
      failed: [{ set: 'Reader in prod', reason: 'An unexpected internal service exception was encountered' }],
    },
    [
      'provisioning-failed',
      'AWS could not carry it out (2026-11-23T22:00:00.000Z): AWS had an internal error',
      'access.yaml:3 Reader',
    ],
  ],
  [
    'provisioning failed for want of a policy',
    'anna prod Reader',
    {
      assignments: ['analysts in prod as Reader'],
      notProvisioned: ['Reader in prod'],
      failed: [{ set: 'Reader in prod', reason: missingPolicy }],
    },
    [
      'policy-missing',
      'AWS could not carry it out (2026-11-23T22:00:00.000Z): the referenced policy "reader-policy" does not exist in account prod (111122223333) under that exact name and path',
      'access.yaml:3 reader-policy',
    ],
  ],
  [
    'the rights do not suffice to tell',
    'anna prod Reader',
    { incomplete: ['assignments'], denied: 'sso:ListAccountAssignmentsForPrincipal' },
    ['not-decidable', 'Nothing is assigned as far as could be read, and not everything could', ''],
  ],
];

describe('Why somebody cannot reach an account', () => {
  it.each(cases)('because %s', (_, question, live, expected) => {
    expect(told(ask(question, live))).toEqual(expected);
  });

  it('because a look into the account found no such policy', () => {
    const verdict: PolicyVerdict = {
      account: '111122223333',
      name: 'reader-policy',
      path: '/',
      permissionSets: ['Reader'],
      verdict: 'missing',
      nearby: ['/Reader-Policy'],
    };
    const { kind, text } = ask('anna prod Reader', { assignments: ['analysts in prod as Reader'] }, [verdict]);
    expect([kind, text]).toEqual(['policy-missing', 'The account has no policy /reader-policy; it has /Reader-Policy']);
  });

  it('has a case here, and an exit code, for every kind', () => {
    const seen = new Set(cases.map(([, , , [kind]]) => kind));
    expect([...seen].toSorted()).toEqual(Object.keys(explainCodes).toSorted());
    const codes = Object.values(explainCodes).map((it) => it.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((it) => it === 1 || it === 2)).toEqual([]);
  });
});

describe('An explanation', () => {
  it('shows every link up to the broken one, with the API that said so', () => {
    const { links } = ask('otto prod Reader', { assignments: ['analysts in prod as Reader'] });
    expect(links.map((it) => `${it.verdict} ${it.name} ${it.saidBy}`)).toEqual([
      'fine principal identitystore/ListUsers',
      'fine groups identitystore/ListGroupMemberships',
      'fine account organizations/ListAccounts',
      'fine permission set sso-admin/ListPermissionSets',
      'broken assignment sso-admin/ListAccountAssignmentsForPrincipal',
    ]);
  });

  it('names the right that was missing', () => {
    const live = { incomplete: ['groups'], denied: 'identitystore:ListGroups', groups: {} };
    const { kind, missingAction, nextStep } = ask('anna prod Reader', live);
    expect([kind, missingAction]).toEqual(['not-decidable', 'identitystore:ListGroups']);
    expect(nextStep).toBe('Read again with a role that may use identitystore:ListGroups.');
  });

  it('is content with one permission set that works', () => {
    const live = {
      assignments: ['analysts in prod as Reader', 'analysts in prod as Writer'],
      outdated: ['Reader in prod'],
    };
    expect(ask('anna prod', live).kind).toBe('granted');
  });

  it('does not call an account missing whose name could not be read', () => {
    const live = { accounts: {}, incomplete: ['accounts'], denied: 'organizations:ListAccounts' };
    expect(ask('anna production Reader', live)).toMatchObject({
      kind: 'not-decidable',
      missingAction: 'organizations:ListAccounts',
    });
  });

  it('does not blame a policy that nobody could look for', () => {
    const verdict: PolicyVerdict = {
      account: '111122223333',
      name: 'reader-policy',
      path: '/',
      permissionSets: ['Reader'],
      verdict: 'not-looked',
      reason: { kind: 'no-role-in-account' },
    };
    expect(ask('anna prod Reader', { assignments: ['analysts in prod as Reader'] }, [verdict]).kind).toBe('granted');
  });

  it('explains a group as it explains a user', () => {
    expect(ask('ops dev Reader', { assignments: ['ops in dev as Reader'] }).kind).toBe('granted');
    const { kind, text } = ask('ops prod Reader', { assignments: ['analysts in prod as Reader'] });
    expect([kind, text]).toEqual(['not-assigned', 'analysts, and not ops, is assigned Reader in prod (111122223333)']);
  });

  it('names the first few who have what was asked for', () => {
    const assignments = ['analysts in prod as Reader', 'anna in prod as Reader'];
    const { text } = ask('ops prod Reader', { assignments });
    expect(text).toBe('analysts, anna, and not ops, are assigned Reader in prod (111122223333)');
  });
});
