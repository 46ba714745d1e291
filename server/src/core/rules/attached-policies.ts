/** The policies permission sets refer to: attached ones and the boundary are looked up alike. */
import { isKnown, type Known } from '../base';
import * as model from '../model';

/** Every reference in the code, also where it can't be told which set it is for. */
export function customerReferences({ permissionSets, strayPolicies }: model.Access): readonly model.PolicyReference[] {
  return [...permissionSets.all.flatMap(model.customerPolicies), ...(strayPolicies?.customerManagedPolicies ?? [])];
}

/** Every known ARN in the code, also where it can't be told which set it is for. */
export function managedArns({ permissionSets, strayPolicies }: model.Access): readonly Known<string>[] {
  const attached = permissionSets.all.flatMap(({ managedPolicies, permissionsBoundary }) =>
    permissionsBoundary?.kind === 'aws-managed' ? [...managedPolicies, permissionsBoundary.arn] : managedPolicies,
  );
  return [...attached, ...(strayPolicies?.managedPolicies ?? [])].filter((it) => isKnown(it));
}

/** An ARN, or a path and name, where only the name belongs. */
export function isBareName(name: string): boolean {
  return !/[/:]/.test(name);
}
