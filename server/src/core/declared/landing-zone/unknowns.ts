/** What a landing zone leaves unknown, by its own keys. */
import { isKnown, type Maybe } from '../../base';
import type * as model from '../../model';
import { type NamedValue, unknownAmong } from '../unknown-facts';

export function unknownFacts(
  sets: readonly model.PermissionSet[],
  policies: readonly model.Policy[],
  assignments: readonly model.Assignment[],
): readonly model.UnknownFact[] {
  return [
    ...sets.flatMap(ofPermissionSet),
    ...policies.flatMap(({ address, name, account }) =>
      unknownAmong(address, [
        ['name', name],
        ['deploymentTargets', account],
      ]),
    ),
    ...assignments.flatMap(({ address, principalType, principal, account, permissionSet }) =>
      unknownAmong(address, [
        ['principals', isKnown(principalType) ? principal : principalType],
        ['deploymentTargets', account],
        ['permissionSetName', permissionSet],
      ]),
    ),
  ];
}

function ofPermissionSet(set: model.PermissionSet): readonly model.UnknownFact[] {
  return unknownAmong(set.address, [
    ['name', set.name],
    ['sessionDuration', set.sessionDuration],
    ['description', set.description],
    ...set.managedPolicies.map((arn): NamedValue => ['awsManaged', arn]),
    ...set.customerManagedPolicies.map(({ name }): NamedValue => ['customerManaged', name]),
    ['inlinePolicy', set.inlinePolicy],
    ['permissionsBoundary', boundaryOf(set)],
  ]);
}

function boundaryOf({ permissionsBoundary: boundary }: model.PermissionSet): Maybe<string> | undefined {
  return boundary?.kind === 'aws-managed' ? boundary.arn : boundary?.reference.name;
}
