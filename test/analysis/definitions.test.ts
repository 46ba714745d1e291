/** Access definitions read as an Access: every way to write an entry, and what several files say together. */
import { describe, expect, it } from 'vitest';
import { isKnown, type Maybe } from '../../server/src/core/base';
import type * as model from '../../server/src/core/model';
import { unknownText } from '../../server/src/core/wording';
import { analyse } from '../support/fixture-findings';

const declared = (...texts: readonly string[]) =>
  analyse(texts.map((text, index) => ({ path: `${index}.access.yaml`, text }))).declared;

const show = (it: Maybe<string> | undefined) =>
  it === undefined ? '–' : isKnown(it) ? it.value : `? ${unknownText(it.because)}`;

const triple = (it: model.Assignment) => [it.principal, it.account, it.permissionSet].map(show).join(' ');

describe('Assignments', () => {
  it('are every account times every set of each entry', () => {
    const { assignments } = declared(`
group_assignments:
  one: { account_ids: ["111122223333"], permission_set: A }
  several:
    - { account_ids: ["111122223333", 444455556666], permission_sets: [A, B] }
    - account_ids: "777788889999"
      permission_set: [C]
user_assignments:
  mary@example.com: { account_ids: ["111122223333"], permission_set: A, permission_sets: [B] }
`);
    expect(assignments.all.map(triple)).toEqual([
      'one 111122223333 A',
      'several 111122223333 A',
      'several 111122223333 B',
      'several 444455556666 A',
      'several 444455556666 B',
      'several 777788889999 C',
      'mary@example.com 111122223333 A',
      'mary@example.com 111122223333 B',
    ]);
    expect(
      assignments.all
        .map((it) => show(it.principalType))
        .toSorted()
        .at(-1),
    ).toBe('USER');
    expect(assignments.complete).toBe(true);
  });

  it('name accounts that any file declares', () => {
    const { assignments } = declared(
      'group_assignments:\n  a: { account_ids: [prod, nowhere], permission_set: A }\n',
      'accounts: { prod: 012345678901 }\n',
    );
    expect(assignments.all.map(triple)).toEqual(['a 012345678901 A', 'a ? no account is named "nowhere" A']);
  });

  it('that leave a part out say that it is not known', () => {
    const { assignments } = declared(
      'group_assignments:\n  a: { permission_set: A }\n  b: { account_ids: ["111122223333"] }\n',
    );
    expect(assignments.all.map(triple)).toEqual([
      'a ? account_ids is not given A',
      'b 111122223333 ? permission_set or permission_sets is not given',
    ]);
  });

  it('share what an anchor holds, and merge it', () => {
    const { assignments } = declared(`
group_assignments:
  a: &base { account_ids: ["111122223333"], permission_set: A }
  b: *base
  c: { <<: *base, permission_set: C }
`);
    expect(assignments.all.map(triple)).toEqual(['a 111122223333 A', 'b 111122223333 A', 'c 111122223333 C']);
  });
});

describe('Permission sets', () => {
  it('hold their policies however they are written', () => {
    const { permissionSets } = declared(`
permission_sets:
  A:
    session_duration: PT8H
    customer_managed_policies: [plain, { name: deep, path: /team/ }]
    permissions_boundary: { name: limit }
    inline_policy: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "*", Condition: { Bool: { a: true } } }] }
  B: { permissions_boundary: arn:aws:iam::aws:policy/PowerUserAccess, inline_policy: "{}" }
  C: { permissions_boundary: limit }
  D: { permissions_boundary: { managed_policy_arn: arn:aws:iam::aws:policy/PowerUserAccess } }
  E:
`);
    const [a, b, c, d, e] = permissionSets.all;
    expect(a?.customerManagedPolicies.map((it) => [show(it.name), show(it.path)])).toEqual([
      ['plain', '/'],
      ['deep', '/team/'],
    ]);
    expect(show(a?.inlinePolicy)).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":true}}}]}',
    );
    expect([a, b, c, d].map((it) => it?.permissionsBoundary?.kind)).toEqual([
      'customer-managed',
      'aws-managed',
      'customer-managed',
      'aws-managed',
    ]);
    expect(e).toMatchObject({ address: 'permission_sets.E', managedPolicies: [], presence: 'declared' });
  });
});

describe('Policies', () => {
  it('stand in each account they name, or in one that is not known', () => {
    const { policies } = declared(`
accounts: { prod: "111122223333" }
policies:
  reader: { path: /data/, accounts: [prod, "444455556666"] }
  writer:
`);
    expect(policies.all.map((it) => [it.name, it.path, it.account].map(show).join(' '))).toEqual([
      'reader /data/ 111122223333',
      'reader /data/ 444455556666',
      'writer / ? no accounts are given for this policy',
    ]);
  });
});

describe('Listings', () => {
  it('of groups are complete only where groups are listed', () => {
    const assigned = 'group_assignments:\n  a: { account_ids: ["111122223333"], permission_set: A }\n';
    expect(declared(assigned).groups.complete).toBe(false);
    expect(declared(assigned, 'groups: { a: {} }\n').groups.complete).toBe(true);
  });

  it('of sets are complete only where sets are declared', () => {
    expect(declared('groups: { a: {} }\n').permissionSets.complete).toBe(false);
    expect(declared('permission_sets: { A: {} }\n').permissionSets.complete).toBe(true);
  });
});

describe('A value that is not resolved here', () => {
  it('is unknown, and said to be', () => {
    const { unknowns } = analyse([
      {
        path: 'access.yaml',
        text: 'permission_sets:\n  A: { session_duration: !Ref Hours, managed_policies: [!Sub "x"] }\n',
      },
    ]);
    expect(unknowns.map((it) => [it.address, it.attribute, unknownText(it.because)])).toEqual([
      ['permission_sets.A', 'session_duration', 'the YAML tag !Ref is not resolved'],
      ['permission_sets.A', 'managed_policies', 'the YAML tag !Sub is not resolved'],
    ]);
  });
});
