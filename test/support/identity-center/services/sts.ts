/** Who am I, and become somebody in another account. */
import type { Call, Operations } from '../call';
import type { Sessions } from '../callers';
import { denied } from '../rights';
import { iamId } from '../stable-id';
import { type Fields, optionalNumber, text } from '../wire/fields';
import { organizationRole } from './iam-roles';

export const sts = (sessions: Sessions): Operations => ({
  GetCallerIdentity: ({ caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
  AssumeRole: (call) => assumeRole(call, sessions),
});

/** The management account may take the organisation's role in any member account; no other role trusts anybody. */
function assumeRole(call: Call, sessions: Sessions): Fields {
  const { world, caller, input } = call;
  const roleArn = text(input, 'RoleArn');
  const account = new RegExp(`^arn:aws:iam::(\\d{12}):role/${organizationRole}$`).exec(roleArn)?.[1] ?? '';
  const isMember = world.accounts.get(account)?.state === 'ACTIVE';
  if (!isMember || caller.account !== world.scenario.organization.managementAccount)
    throw denied(caller, 'sts:AssumeRole', roleArn);
  const sessionName = text(input, 'RoleSessionName');
  const arn = `arn:aws:sts::${account}:assumed-role/${organizationRole}/${sessionName}`;
  const expiresAt = world.clock.now() + (optionalNumber(input, 'DurationSeconds') ?? 3600) * 1000;
  const session = sessions.open({ account, role: organizationRole, arn, expiresAt });
  return {
    Credentials: {
      AccessKeyId: session.accessKey,
      SecretAccessKey: session.secretKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: `${iamId('AROA', account, organizationRole)}:${sessionName}`, Arn: arn },
  };
}
