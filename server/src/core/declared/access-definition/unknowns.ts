/** What an access definition leaves unknown: an intrinsic that is not resolved, a name of nothing, a part left out. */
import { isKnown, type Maybe } from '../../base';
import type * as model from '../../model';

export function unknownFacts(
  sets: readonly model.PermissionSet[],
  policies: readonly model.Policy[],
  assignments: readonly model.Assignment[],
): readonly model.UnknownFact[] {
  return [
    ...sets.flatMap(ofPermissionSet),
    ...policies.flatMap(({ address, path, account }) => factsOf(address, { path, accounts: account })),
    ...assignments.flatMap(({ address, account, permissionSet }) => {
      return factsOf(address, { account_ids: account, permission_set: permissionSet });
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
    ...factsOf(set.address, single),
    ...set.managedPolicies.flatMap((arn) => factsOf(set.address, { managed_policies: arn })),
    ...set.customerManagedPolicies.flatMap(({ name, path }) => {
      return factsOf(set.address, { customer_managed_policies: isKnown(name) ? path : name });
    }),
  ];
}

function factsOf(
  address: string,
  values: Readonly<Record<string, Maybe<unknown> | undefined>>,
): readonly model.UnknownFact[] {
  return Object.entries(values).flatMap(([attribute, value]) => {
    if (!value || isKnown(value)) return [];
    return [{ address, attribute, because: value.because, origin: value.origin }];
  });
}
