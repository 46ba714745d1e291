/** The words of Identity Center: permission set, principal, account, assignment, policy. Data only; no Terraform, no AWS SDK. */
export type * from './access';
export type * from './attachment';
export type * from './configuration';
export { controlTowerGroups, controlTowerPermissionSets } from './control-tower';
export { customerPolicies } from './customer-policies';
export {
  type CodeStatus,
  type Grant,
  type GrantParts,
  grantKey,
  grantText,
  hasEntry,
  type LiveStatus,
  mayMatch,
  setWrittenAt,
  statedGrant,
  writtenAt,
} from './grant';
export { type GroupUse, mayUse } from './group-use';
export { type Hidden, mayAffect } from './hidden';
export { type Listing, lacks, listing } from './listing';
export { mayShareOrganization } from './organization';
export { accountKey, accountLabel, isProduction } from './production';
export { emptyProjectFile, type ProjectAccount, type ProjectFile } from './project-file';
export { publishedQuotas, type Quotas } from './quotas';
export { comesAfter, type Resource } from './resource';
export type { LookUp, UndeclaredReference, UnloadedValue } from './terraform';
