/** What an access definition leaves unknown: an intrinsic that is not resolved, a name of nothing, a part left out. */
import { isKnown } from '../../base';
import type * as model from '../../model';
import { unknownAmong } from '../unknown-facts';

export function unknownFacts(
  sets: readonly model.PermissionSet[],
  policies: readonly model.Policy[],
  assignments: readonly model.Assignment[],
): readonly model.UnknownFact[] {
  return [
    ...sets.flatMap(ofPermissionSet),
    ...policies.flatMap(({ address, path, account }) =>
      unknownAmong(address, Object.entries({ path, accounts: account })),
    ),
    ...assignments.flatMap(({ address, account, permissionSet }) => {
      return unknownAmong(address, Object.entries({ account_ids: account, permission_set: permissionSet }));
    }),
  ];
}

function ofPermissionSet(set: model.PermissionSet): readonly model.UnknownFact[] {
  const single = {
    session_duration: set.sessionDuration,
    description: set.description,
    inline_policy: set.inlinePolicy,
  };
  return [
    ...unknownAmong(set.address, Object.entries(single)),
    ...unknownAmong(
      set.address,
      set.managedPolicies.map((arn) => ['managed_policies', arn]),
    ),
    ...unknownAmong(
      set.address,
      set.customerManagedPolicies.map(({ name, path }) => ['customer_managed_policies', isKnown(name) ? path : name]),
    ),
  ];
}
