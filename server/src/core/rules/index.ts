/** What we know about Identity Center going wrong: one rule a file, one page a rule. No syntax, no text, no AWS calls. */
import { administratorInProduction } from './administrator-in-production';
import { assignmentByIndex } from './assignment-by-index';
import { assignmentNotLive } from './assignment-not-live';
import { assignmentToSuspendedAccount } from './assignment-to-suspended-account';
import { attachmentWithoutDependsOn } from './attachment-without-depends-on';
import { collidingForEachKey } from './colliding-for-each-key';
import { controlTowerPermissionSet } from './control-tower-permission-set';
import { directUserAssignment } from './direct-user-assignment';
import { duplicateAssignment } from './duplicate-assignment';
import { duplicatePermissionSetName } from './duplicate-permission-set-name';
import { emptyGroup } from './empty-group';
import { emptyPermissionSet } from './empty-permission-set';
import { exclusiveAttachmentConflict } from './exclusive-attachment-conflict';
import { ignoredAssignmentChanges } from './ignored-assignment-changes';
import { inlinePolicyTooLarge } from './inline-policy-too-large';
import { invalidAccountId } from './invalid-account-id';
import { invalidArn } from './invalid-arn';
import { invalidInlinePolicy } from './invalid-inline-policy';
import { invalidPermissionSetName } from './invalid-permission-set-name';
import { invalidSessionDuration } from './invalid-session-duration';
import { longProductionSession } from './long-production-session';
import { lookupDefaultHidesMissingName } from './lookup-default-hides-missing-name';
import { managementAccountAssignment } from './management-account-assignment';
import { missingPermissionsBoundary } from './missing-permissions-boundary';
import { moduleDependsOn } from './module-depends-on';
import { nameContradictsPolicy } from './name-contradicts-policy';
import { orphanedAssignment } from './orphaned-assignment';
import { outdatedPermissionSet } from './outdated-permission-set';
import { permissionSetDiffers } from './permission-set-differs';
import { permissionSetNameTaken } from './permission-set-name-taken';
import { policyArnAsName } from './policy-arn-as-name';
import { policyAttachedBeforeItExists } from './policy-attached-before-it-exists';
import { policyAttachedTwice } from './policy-attached-twice';
import { policyNameDrift } from './policy-name-drift';
import { policyNamesDifferBetweenAccounts } from './policy-names-differ-between-accounts';
import { policyNotInTargetAccount } from './policy-not-in-target-account';
import { policyPathMismatch } from './policy-path-mismatch';
import { privilegeEscalation } from './privilege-escalation';
import { provisioningFailed } from './provisioning-failed';
import { readBeforeCreate } from './read-before-create';
import type { Rule } from './support/rule';
import { tfvarsNotLoaded } from './tfvars-not-loaded';
import { tooManyPolicies } from './too-many-policies';
import { unassignedGroup } from './unassigned-group';
import { unassignedPermissionSet } from './unassigned-permission-set';
import { undeclaredReference } from './undeclared-reference';
import { unknownAccount } from './unknown-account';
import { unknownAwsManagedPolicy } from './unknown-aws-managed-policy';
import { unknownCustomerPolicy } from './unknown-customer-policy';
import { unknownGroup } from './unknown-group';
import { unknownPermissionSet } from './unknown-permission-set';
import { unknownUser } from './unknown-user';
import { unmanagedAssignment } from './unmanaged-assignment';
import { unstableForEachKey } from './unstable-for-each-key';

export type {
  Change,
  Fix,
  Located,
  Note,
  RelatedPlace,
  Report,
  Rewriting,
  Rule,
  RuleContext,
  Severity,
  Source,
  Sources,
} from './support/rule';

/** In the order of the documentation. */
export const rules: readonly Rule[] = [
  unknownPermissionSet,
  unknownGroup,
  unknownUser,
  unknownAccount,
  invalidAccountId,
  unassignedPermissionSet,
  unassignedGroup,
  emptyPermissionSet,
  duplicateAssignment,
  directUserAssignment,
  emptyGroup,
  assignmentToSuspendedAccount,
  orphanedAssignment,
  policyNameDrift,
  policyNamesDifferBetweenAccounts,
  policyNotInTargetAccount,
  policyPathMismatch,
  policyArnAsName,
  unknownCustomerPolicy,
  unknownAwsManagedPolicy,
  policyAttachedTwice,
  missingPermissionsBoundary,
  duplicatePermissionSetName,
  undeclaredReference,
  readBeforeCreate,
  lookupDefaultHidesMissingName,
  tfvarsNotLoaded,
  collidingForEachKey,
  unstableForEachKey,
  assignmentByIndex,
  moduleDependsOn,
  permissionSetNameTaken,
  policyAttachedBeforeItExists,
  attachmentWithoutDependsOn,
  ignoredAssignmentChanges,
  exclusiveAttachmentConflict,
  invalidPermissionSetName,
  invalidSessionDuration,
  longProductionSession,
  inlinePolicyTooLarge,
  invalidInlinePolicy,
  tooManyPolicies,
  invalidArn,
  administratorInProduction,
  nameContradictsPolicy,
  privilegeEscalation,
  controlTowerPermissionSet,
  managementAccountAssignment,
  provisioningFailed,
  outdatedPermissionSet,
  assignmentNotLive,
  unmanagedAssignment,
  permissionSetDiffers,
];

/** Names of findings that no rule of the table makes: they are about the notation itself, or about broken text. */
export const notationRules = [
  'syntax',
  'invalid-access-definition',
  'unknown-rule',
  'unused-suppression',
  'suppression-without-reason',
] as const;

export const ruleNames: ReadonlySet<string> = new Set([...rules.map((rule) => rule.name), ...notationRules]);
