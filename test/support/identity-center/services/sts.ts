/** Who am I, and become somebody in another account. */
import type { Call, Operations } from '../call';
import type { Sessions } from '../callers';
import { denied } from '../rights';
import { iamId } from '../stable-id';
import { AwsError } from '../wire/aws-error';
import { type Fields, optionalNumber, text } from '../wire/fields';
import { organizationRole } from './iam-roles';

/** A role for reading Identity Center, as CI jobs and chained profiles take it on. */
export const auditRole = 'IdcAudit';

export const sts = (sessions: Sessions): Operations => ({
  GetCallerIdentity: ({ caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
  AssumeRole: (call) => assumeRole(call, sessions),
  AssumeRoleWithWebIdentity: (call) => assumeWithWebIdentity(call, sessions),
});

function assumeRole(call: Call, sessions: Sessions): Fields {
  const target = roleOf(call);
  if (target === undefined || !trusts(target.role, call))
    throw denied(call.caller, 'sts:AssumeRole', text(call.input, 'RoleArn'));
  return open(target, call, sessions);
}

/** The token's signature is not checked: there is no identity provider to ask. */
function assumeWithWebIdentity(call: Call, sessions: Sessions): Fields {
  const [header, claims, signature] = text(call.input, 'WebIdentityToken').split('.');
  if (!header || !claims || !signature)
    throw new AwsError('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.', 400);
  const target = roleOf(call);
  if (target?.role !== auditRole)
    throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
  return open(target, call, sessions);
}

type Target = { readonly account: string; readonly role: string };

/** The roles that anybody can take on: one in each member account, one where Identity Center is run from. */
function roleOf({ world, input }: Call): Target | undefined {
  const [, account = '', role = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(text(input, 'RoleArn')) ?? [];
  const { managementAccount, delegatedAdministrator } = world.scenario.organization;
  const isThere = role === auditRole ? [managementAccount, delegatedAdministrator].includes(account) : true;
  return world.accounts.get(account)?.state === 'ACTIVE' && isThere ? { account, role } : undefined;
}

function trusts(role: string, { world, caller }: Call): boolean {
  if (role === auditRole) return world.accounts.has(caller.account);
  return role === organizationRole && caller.account === world.scenario.organization.managementAccount;
}

function open({ account, role }: Target, { world, input }: Call, sessions: Sessions): Fields {
  const sessionName = text(input, 'RoleSessionName');
  const arn = `arn:aws:sts::${account}:assumed-role/${role}/${sessionName}`;
  const expiresAt = world.clock.now() + (optionalNumber(input, 'DurationSeconds') ?? 3600) * 1000;
  const session = sessions.open({ account, role, arn, expiresAt });
  return {
    Credentials: {
      AccessKeyId: session.accessKey,
      SecretAccessKey: session.secretKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: `${iamId('AROA', account, role)}:${sessionName}`, Arn: arn },
  };
}
