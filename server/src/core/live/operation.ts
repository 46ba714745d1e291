/** Which API operation answers a step, and what the step is about in a reader's words. */
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

/** What a number of steps of one kind are about: `groups`, `assignments of 3 users`. */
export function topicOf(steps: readonly Step[], nameOf: (id: string) => string): string {
  const [first] = steps;
  if (!first) return 'nothing';
  if (steps.length === 1) return topicOfOne(first, nameOf);
  return topicOfMany(first, steps.length);
}

function topicOfOne(step: Step, nameOf: (id: string) => string): string {
  switch (step.kind) {
    case 'permission-sets':
      return 'permission sets';
    case 'permission-set':
      return `details of ${nameOf(step.set)}`;
    case 'policies':
      return `${policyWords[step.of]} of ${nameOf(step.set)}`;
    case 'provisioned':
      return `${step.status === 'all' ? 'accounts' : 'outdated accounts'} of ${nameOf(step.set)}`;
    case 'provisioned-in':
      return `${step.status === 'all' ? 'provisioned' : 'outdated'} permission sets in ${step.account}`;
    case 'members':
      return `members of ${nameOf(step.group)}`;
    case 'principal-assignments':
      return `assignments of ${nameOf(step.id)}`;
    case 'pair-assignments':
      return `assignments of ${nameOf(step.set)} in ${step.account}`;
    case 'requests':
      return `${requestWords[step.of]} requests`;
    case 'request':
      return `${requestWords[step.of]} request ${step.id}`;
    case 'principal':
      return `${step.type === 'GROUP' ? 'group' : 'user'} ${step.id}`;
    default:
      return step.kind;
  }
}

function topicOfMany(step: Step, count: number): string {
  switch (step.kind) {
    case 'permission-set':
      return `details of ${count} permission sets`;
    case 'policies':
      return `${policyWords[step.of]} of ${count} permission sets`;
    case 'provisioned':
      return `${step.status === 'all' ? 'accounts' : 'outdated accounts'} of ${count} permission sets`;
    case 'provisioned-in':
      return `${step.status === 'all' ? 'provisioned' : 'outdated'} permission sets in ${count} accounts`;
    case 'members':
      return `members of ${count} groups`;
    case 'principal-assignments':
      return `assignments of ${count} ${step.type === 'GROUP' ? 'groups' : 'users'}`;
    case 'pair-assignments':
      return `assignments of ${count} pairs of permission set and account`;
    case 'requests':
      return `${requestWords[step.of]} requests`;
    case 'request':
      return `${count} ${requestWords[step.of]} requests`;
    case 'principal':
      return `${count} ${step.type === 'GROUP' ? 'groups' : 'users'}`;
    default:
      return step.kind;
  }
}

const policyWords: Readonly<Record<PolicyKind, string>> = {
  managed: 'AWS managed policies',
  'customer-managed': 'customer managed policies',
  inline: 'inline policy',
  boundary: 'permissions boundary',
};

const requestWords = {
  'assignment-creation': 'assignment creation',
  'assignment-deletion': 'assignment deletion',
  provisioning: 'provisioning',
} as const;
