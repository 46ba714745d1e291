/**
 * What AWS allows, by default. Sources, read in November 2026: IAM Identity Center User Guide, "IAM Identity Center quotas and
 * limits"; IAM User Guide, "IAM and AWS STS quotas" (managed policies attached to a role).
 */
export type Quotas = {
  /** AWS managed and customer managed policies of one permission set. */
  readonly policiesPerPermissionSet: number;
  /** What a role can have in each target account, until the account's own quota is raised. */
  readonly policiesPerRole: number;
  /** Of an inline policy, without white space. */
  readonly inlinePolicyBytes: number;
  /** Of an inline policy, as it is sent. */
  readonly inlinePolicyBytesWithSpace: number;
};

export const publishedQuotas: Quotas = {
  policiesPerPermissionSet: 20,
  policiesPerRole: 10,
  inlinePolicyBytes: 10_240,
  inlinePolicyBytesWithSpace: 32_768,
};
