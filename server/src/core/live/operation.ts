/** Which API operation answers a step. */
import type { PolicyKind, Step } from './answer';

/** `service/Operation`; the service by its SDK client's name. */
export function operationOf(step: Step): string {
  switch (step.kind) {
    case 'permission-sets':
      return 'sso-admin/ListPermissionSets';
    case 'groups':
      return 'identitystore/ListGroups';
    case 'users':
      return 'identitystore/ListUsers';
    case 'accounts':
      return 'organizations/ListAccounts';
    case 'permission-set':
      return 'sso-admin/DescribePermissionSet';
    case 'policies':
      return `sso-admin/${policyOperations[step.of]}`;
    case 'members':
      return 'identitystore/ListGroupMemberships';
    case 'provisioned':
      return 'sso-admin/ListAccountsForProvisionedPermissionSet';
    case 'provisioned-in':
      return 'sso-admin/ListPermissionSetsProvisionedToAccount';
    case 'principal-assignments':
      return 'sso-admin/ListAccountAssignmentsForPrincipal';
    case 'pair-assignments':
      return 'sso-admin/ListAccountAssignments';
    case 'requests':
      return `sso-admin/List${requestOperations[step.of]}`;
    case 'request':
      return `sso-admin/Describe${requestOperations[step.of]}`;
    case 'principal':
      return step.type === 'GROUP' ? 'identitystore/DescribeGroup' : 'identitystore/DescribeUser';
  }
}

const policyOperations: Readonly<Record<PolicyKind, string>> = {
  managed: 'ListManagedPoliciesInPermissionSet',
  'customer-managed': 'ListCustomerManagedPolicyReferencesInPermissionSet',
  inline: 'GetInlinePolicyForPermissionSet',
  boundary: 'GetPermissionsBoundaryForPermissionSet',
};

const requestOperations = {
  'assignment-creation': 'AccountAssignmentCreationStatus',
  'assignment-deletion': 'AccountAssignmentDeletionStatus',
  provisioning: 'PermissionSetProvisioningStatus',
} as const;

/** The IAM action that allows an operation. Identity Center's prefix is `sso`, whatever its client is called. */
export function actionOf(operation: string): string {
  const [service = '', name = ''] = operation.split('/');
  return `${service === 'sso-admin' ? 'sso' : service}:${name}`;
}
