/** An access definition by itself: nothing is evaluated, and what others declare is left open. */

import { describe, expect, it } from 'vitest';
import { isKnown } from '../../server/src/core/base';
import { accessDefinition } from '../../server/src/core/declared';
import { problemText } from '../../server/src/core/wording';
import { readFormat } from '../support/read-format';

describe('An access definition without Terraform', () => {
  const part = readFormat(
    accessDefinition,
    new Map([
      ['a.access.yaml', 'permission_sets: { Reader: {} }\naccounts: { shop: "111122223333" }\ngruops: {}\n'],
      ['b.access.yaml', 'group_assignments:\n  ops: { account_ids: [shop, prod], permission_set: Reader }\n'],
      ['main.tf', 'resource "aws_organizations_account" "prod" {\n  name = "prod"\n}\n'],
    ]),
  );

  it('says what it declares, and resolves the names of its own accounts', () => {
    expect(part.permissionSets.map(({ address }) => address)).toEqual(['permission_sets.Reader']);
    const accounts = part.assignments.map(({ account }) => (isKnown(account) ? account.value : undefined));
    expect(accounts).toEqual(['111122223333', undefined]);
  });

  it('says what is wrong with its notation', () => {
    expect(part.problems.map(({ reason }) => problemText(reason))).toEqual([expect.stringContaining('gruops')]);
  });
});
