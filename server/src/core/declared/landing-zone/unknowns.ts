/** What a landing zone leaves unknown, by its own keys. */
import { isKnown, type Maybe } from '../../base';
import type * as model from '../../model';

export function unknownFacts(
  sets: readonly model.PermissionSet[],
  policies: readonly model.Policy[],
  assignments: readonly model.Assignment[],
): readonly model.UnknownFact[] {
  return [
    ...sets.flatMap(ofPermissionSet),
    ...policies.flatMap(({ address, name, account }) =>
      factsOf(address, [
        ['name', name],
        ['deploymentTargets', account],
      ]),
    ),
    ...assignments.flatMap(({ address, principalType, principal, account, permissionSet }) =>
      factsOf(address, [
        ['principals', isKnown(principalType) ? principal : principalType],
        ['deploymentTargets', account],
        ['permissionSetName', permissionSet],
      ]),
    ),
  ];
}

type Value = readonly [attribute: string, value: Maybe<unknown> | undefined];

function ofPermissionSet(set: model.PermissionSet): readonly model.UnknownFact[] {
  return factsOf(set.address, [
    ['name', set.name],
    ['sessionDuration', set.sessionDuration],
    ['description', set.description],
    ...set.managedPolicies.map((arn): Value => ['awsManaged', arn]),
    ...set.customerManagedPolicies.map(({ name }): Value => ['customerManaged', name]),
    ['inlinePolicy', set.inlinePolicy],
    ['permissionsBoundary', boundaryOf(set)],
  ]);
}

function boundaryOf({ permissionsBoundary: boundary }: model.PermissionSet): Maybe<string> | undefined {
  return boundary?.kind === 'aws-managed' ? boundary.arn : boundary?.reference.name;
}

function factsOf(address: string, values: readonly Value[]): readonly model.UnknownFact[] {
  return values.flatMap(([attribute, value]) => {
    if (!value || isKnown(value)) return [];
    return [{ address, attribute, because: value.because, origin: value.origin }];
  });
}
