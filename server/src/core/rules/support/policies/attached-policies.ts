/** The policies permission sets refer to: attached ones and the boundary are looked up alike. */
import { groupBy, isKnown, type Known, rememberEach } from '../../../base';
import * as model from '../../../model';
import { deploymentScope } from '../places';

/** Every reference in the code, also where it can't be told which set it is for. */
export function customerReferences({
  permissionSets,
  unresolvedPolicies,
}: model.Access): readonly model.PolicyReference[] {
  return [
    ...permissionSets.all.flatMap(model.customerPolicies),
    ...(unresolvedPolicies?.customerManagedPolicies ?? []),
  ];
}

/** Every known ARN in the code, also where it can't be told which set it is for. */
export function managedArns({ permissionSets, unresolvedPolicies }: model.Access): readonly Known<string>[] {
  const attached = permissionSets.all.flatMap(({ managedPolicies, permissionsBoundary }) =>
    permissionsBoundary?.kind === 'aws-managed' ? [...managedPolicies, permissionsBoundary.arn] : managedPolicies,
  );
  return [...attached, ...(unresolvedPolicies?.managedPolicies ?? [])].filter((it) => isKnown(it));
}

/** An ARN, or a path and name, where only the name belongs. */
export function isBareName(name: string): boolean {
  return !/[/:]/.test(name);
}

/** The set, and its look-ups by name: other roots may attach policies to it there. */
export function withLookUps(
  set: model.PermissionSet,
  { permissionSets }: model.Access,
): readonly model.PermissionSet[] {
  if (set.presence !== 'declared' || !isKnown(set.name)) return [set];
  const others = lookUps(permissionSets).get(set.name.value) ?? [];
  return [set, ...others.filter((it) => deploymentScope(it, []) === deploymentScope(set, []))];
}

const lookUps = rememberEach(({ all }: model.Listing<model.PermissionSet>) => {
  const lookedUp = all.filter(({ presence }) => presence === 'looked-up');
  return groupBy(lookedUp, ({ name, address }) => (isKnown(name) ? name.value : address));
});
