/**
 * What Control Tower creates in Identity Center by itself: code may use these by name without declaring them.
 * Source: AWS Control Tower User Guide, "IAM Identity Center groups for AWS Control Tower".
 */

export const controlTowerPermissionSets: ReadonlySet<string> = new Set([
  'AWSAdministratorAccess',
  'AWSPowerUserAccess',
  'AWSReadOnlyAccess',
  'AWSOrganizationsFullAccess',
  'AWSServiceCatalogAdminFullAccess',
  'AWSServiceCatalogEndUserAccess',
]);

export const controlTowerGroups: ReadonlySet<string> = new Set([
  'AWSAccountFactory',
  'AWSServiceCatalogAdmins',
  'AWSControlTowerAdmins',
  'AWSSecurityAuditPowerUsers',
  'AWSSecurityAuditors',
  'AWSLogArchiveAdmins',
  'AWSLogArchiveViewers',
  'AWSAuditAccountAdmins',
]);
