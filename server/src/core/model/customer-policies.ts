import type { PermissionSet, PolicyReference } from './access';

/** The customer managed policies a permission set refers to: attached ones and the boundary are looked up alike. */
export function customerPolicies(
  set: Pick<PermissionSet, 'customerManagedPolicies' | 'permissionsBoundary'>,
): readonly PolicyReference[] {
  const boundary = set.permissionsBoundary;
  return [...set.customerManagedPolicies, ...(boundary?.kind === 'customer-managed' ? [boundary.reference] : [])];
}
