/**
 * Every operation this program may send, and no other. Invariant: towards AWS we only read; signing in and out is the
 * single exception. Each client refuses whatever is not in this list, before anything leaves the machine.
 */

export const readingOperations = [
  'sso-admin/ListInstances',
  'sso-admin/DescribeInstance',
  'sso-admin/ListPermissionSets',
  'sso-admin/DescribePermissionSet',
  'sso-admin/ListManagedPoliciesInPermissionSet',
  'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet',
  'sso-admin/GetInlinePolicyForPermissionSet',
  'sso-admin/GetPermissionsBoundaryForPermissionSet',
  'sso-admin/ListAccountsForProvisionedPermissionSet',
  'sso-admin/ListPermissionSetsProvisionedToAccount',
  'sso-admin/ListAccountAssignments',
  'sso-admin/ListAccountAssignmentsForPrincipal',
  'sso-admin/ListAccountAssignmentCreationStatus',
  'sso-admin/DescribeAccountAssignmentCreationStatus',
  'sso-admin/ListAccountAssignmentDeletionStatus',
  'sso-admin/DescribeAccountAssignmentDeletionStatus',
  'sso-admin/ListPermissionSetProvisioningStatus',
  'sso-admin/DescribePermissionSetProvisioningStatus',
  'identitystore/ListGroups',
  'identitystore/ListUsers',
  'identitystore/ListGroupMemberships',
  'identitystore/DescribeGroup',
  'identitystore/DescribeUser',
  'organizations/DescribeOrganization',
  'organizations/ListAccounts',
  'organizations/ListDelegatedAdministrators',
  'sso/ListAccounts',
  'sso/ListAccountRoles',
  'iam/ListPolicies',
  'cloudtrail/LookupEvents',
] as const;

export const signInOperations = [
  'sso-oidc/RegisterClient',
  'sso-oidc/StartDeviceAuthorization',
  'sso-oidc/CreateToken',
  'sso/GetRoleCredentials',
  'sso/Logout',
  'sts/AssumeRole',
  'sts/AssumeRoleWithWebIdentity',
] as const;

export type Operation = (typeof readingOperations)[number] | (typeof signInOperations)[number];

const allowed: ReadonlySet<string> = new Set([...readingOperations, ...signInOperations]);

export function isAllowed(operation: string): operation is Operation {
  return allowed.has(operation);
}
