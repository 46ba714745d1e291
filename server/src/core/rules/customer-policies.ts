/** The customer managed policies a permission set refers to: attached ones and the boundary are looked up alike. */
import type * as model from '../model';

export function customerPolicies(set: model.PermissionSet): readonly model.PolicyReference[] {
  const boundary = set.permissionsBoundary;
  return [...set.customerManagedPolicies, ...(boundary?.kind === 'customer-managed' ? [boundary.reference] : [])];
}

/** An ARN, or a path and name, where only the name belongs. */
export function isBareName(name: string): boolean {
  return !/[/:]/.test(name);
}
