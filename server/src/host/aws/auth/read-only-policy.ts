/** What a role has to allow for us: written from the list of what we send, so that the two can't come apart. */
import { actionOf } from '../../../core/live';
import { jsonText } from '../../../protocol';
import { readingOperations } from '../api/operations';

/**
 * An IAM policy document as JSON, for the management account or the delegated administrator account; its last statement
 * is for the roles with which policies are looked for in target accounts.
 */
export function readOnlyPolicy(): string {
  const statements = Object.entries(sids).map(([service, Sid]) => ({
    Sid,
    Effect: 'Allow',
    Action: readingOperations.filter((it) => it.startsWith(`${service}/`)).map(actionOf),
    Resource: '*',
  }));
  const Statement = statements.filter(({ Action }) => Action.length > 0);
  return jsonText({ Version: '2012-10-17', Statement });
}

/** The access portal is missing: it takes the user's token, and no policy speaks of it. */
const sids = {
  'sso-admin': 'IdentityCenter',
  identitystore: 'UsersAndGroups',
  organizations: 'Accounts',
  cloudtrail: 'Events',
  iam: 'PoliciesInTargetAccounts',
} as const;
