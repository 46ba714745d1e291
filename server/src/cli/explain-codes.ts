/** The exit codes of `idc explain`: one for each broken link, so that a script can tell them apart. Contract: never reused. */
import type { ExplanationKind } from '../core/features';
import type { ExitCode } from './exit-code';

type Row = { readonly code: ExitCode; readonly doc: string };

export const explainCodes: Readonly<Record<ExplanationKind, Row>> = {
  granted: { code: 0, doc: 'the access is there' },
  'not-decidable': { code: 10, doc: 'not decidable with these rights; the missing one is named' },
  'no-such-principal': { code: 11, doc: 'no user or group has that name' },
  'user-disabled': { code: 12, doc: 'the user is disabled' },
  'group-empty': { code: 13, doc: 'the group has no members' },
  'no-such-account': { code: 14, doc: 'the organization has no such account' },
  'no-such-permission-set': { code: 15, doc: 'no permission set has that name' },
  'in-no-assigned-group': { code: 16, doc: 'others are assigned, and the user is in none of their groups' },
  'assigned-with-another-set': { code: 17, doc: 'assigned in that account, with another permission set' },
  'not-assigned': { code: 18, doc: 'nobody is assigned' },
  'assignment-creation-failed': { code: 19, doc: 'AWS could not make the assignment' },
  'principal-recreated': { code: 20, doc: 'the assignment names a group or user that no longer exists' },
  'account-suspended': { code: 21, doc: 'the account is suspended or being closed' },
  'not-provisioned': { code: 22, doc: 'assigned, and never provisioned in that account' },
  'provisioning-failed': { code: 23, doc: 'AWS could not provision the permission set' },
  outdated: { code: 24, doc: 'the account holds an older version of the permission set' },
  'policy-missing': { code: 25, doc: 'the account lacks a policy that the permission set needs' },
  'management-account-rights': { code: 26, doc: 'the caller lacks IAM rights in the management account' },
};
