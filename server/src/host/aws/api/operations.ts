/**
 * Every operation this program may send, and no other. Invariant: towards AWS we only read; signing in and out is the
 * single exception. Each client refuses whatever is not in this list, before anything leaves the machine.
 */
import { questionOperations } from '../../../core/live';

/** What is read beside the questions of the plan: the way to the instance, target accounts and CloudTrail. */
const otherReadingOperations = [
  'sso-admin/ListInstances',
  'sso-admin/DescribeInstance',
  'organizations/DescribeOrganization',
  'organizations/ListDelegatedAdministrators',
  'sso/ListAccounts',
  'sso/ListAccountRoles',
  'iam/ListPolicies',
  'cloudtrail/LookupEvents',
] as const;

export const readingOperations = [...otherReadingOperations, ...questionOperations] as const;

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
