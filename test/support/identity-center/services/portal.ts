/**
 * The access portal: what the signed-in user may enter, and credentials to enter it with. REST, with a bearer token.
 */
import type { RoleSession, Sessions } from '../callers';
import { offsetOf, tokenFor } from '../pages';
import type { SignIns } from '../sign-ins';
import type { Account, EmulatorState, PermissionSet, User } from '../state';
import { organizationInstance } from '../state';
import { AwsError } from '../wire/aws-error';
import type { Fields } from '../wire/fields';
import { recordEvent } from './cloud-trail';

export type PortalRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
};

export type Portal = { readonly world: EmulatorState; readonly sessions: Sessions; readonly signIns: SignIns };

/** `METHOD path` of each operation, and its name, by which faults are set. */
export const portalOperations: ReadonlyMap<string, string> = new Map([
  ['GET /assignment/accounts', 'ListAccounts'],
  ['GET /assignment/roles', 'ListAccountRoles'],
  ['GET /federation/credentials', 'GetRoleCredentials'],
  ['POST /logout', 'Logout'],
]);

export function answerPortal(portal: Portal, operation: string, request: PortalRequest): Fields {
  if (operation === 'Logout') {
    portal.signIns.tokens.delete(request.token ?? '');
    return {};
  }
  const user = demandUser(portal, request.token);
  switch (operation) {
    case 'ListAccounts':
      return page(request, 'accountList', accountsOf(portal.world, user), account);
    case 'ListAccountRoles':
      return listRoles(portal.world, user, request);
    default:
      return credentials(portal, user, request);
  }
}

function demandUser({ world, signIns }: Portal, token: string | undefined): User {
  const found = signIns.tokens.get(token ?? '');
  const user = [...world.users.values()].find((each) => each.name === found?.user);
  if (found === undefined || found.expiresAt <= world.clock.now() || user === undefined || user.disabled)
    throw new AwsError('UnauthorizedException', 'Session token not found or invalid', 401);
  return user;
}

/** What the portal shows: a role must be there, of whatever version, and the account must be open. */
function* grantsOf(
  world: EmulatorState,
  user: User,
): Iterable<{ readonly account: Account; readonly set: PermissionSet }> {
  const principals = new Set([user.id]);
  for (const { group, user: member } of world.memberships.values()) if (member === user.id) principals.add(group);
  for (const [accountId, bySet] of world.assignments) {
    const account = world.accounts.get(accountId);
    if (account?.state !== 'ACTIVE') continue;
    for (const [arn, rows] of bySet) {
      const set = world.permissionSets.get(arn);
      const hasRole = world.provisioned.get(accountId)?.get(arn)?.role !== undefined;
      if (set && hasRole && [...rows.values()].some((row) => principals.has(row.principal))) yield { account, set };
    }
  }
}

const accountsOf = (world: EmulatorState, user: User): readonly Account[] => [
  ...new Set([...grantsOf(world, user)].map((each) => each.account)),
];

const account = (it: Account): Fields => ({ accountId: it.id, accountName: it.name, emailAddress: it.email });

function setsIn(world: EmulatorState, user: User, accountId: string): readonly PermissionSet[] {
  return [...grantsOf(world, user)].filter((each) => each.account.id === accountId).map((each) => each.set);
}

function listRoles(world: EmulatorState, user: User, request: PortalRequest): Fields {
  const accountId = demanded(request, 'account_id');
  const sets = setsIn(world, user, accountId);
  if (sets.length === 0) throw forbidden();
  return page(request, 'roleList', sets, (set) => ({ roleName: set.name, accountId }));
}

/**
 * Not in the model, but what AWS says to a user without that role, for whatever reason (aws-cli#7871,
 * aws-sam-cli#2129).
 */
const forbidden = () => new AwsError('ForbiddenException', 'No access', 403);

function demanded({ query }: PortalRequest, name: string): string {
  const value = query.get(name);
  if (value === null) throw new AwsError('InvalidRequestException', 'Required request parameter is missing', 400);
  return value;
}

const pageSize = 100;

function page<T>(request: PortalRequest, name: string, all: readonly T[], render: (it: T) => Fields): Fields {
  const { path, query } = request;
  const size = Number(query.get('max_result') ?? pageSize);
  const token = query.get('next_token');
  const of = `${path} ${query.get('account_id') ?? ''}`;
  const refuse = () => new AwsError('InvalidRequestException', 'Invalid next token', 400);
  const from = token === null ? 0 : offsetOf(token, of, { refuse });
  const next = from + size < all.length ? { nextToken: tokenFor(from + size, of) } : {};
  return { [name]: all.slice(from, from + size).map(render), ...next };
}

function credentials(portal: Portal, user: User, request: PortalRequest): Fields {
  const accountId = demanded(request, 'account_id');
  const roleName = demanded(request, 'role_name');
  const set = setsIn(portal.world, user, accountId).find((each) => each.name === roleName);
  trail(portal.world, user, { account_id: accountId, role_name: roleName }, set !== undefined);
  if (set === undefined) throw forbidden();
  const session = open(portal, user, accountId, set);
  roleTaken(portal.world, user, session);
  return { roleCredentials: roleCredentials(session) };
}

/** The account itself sees the role being taken, in the Region whose endpoint was used . */
function roleTaken(world: EmulatorState, user: User, { account, arn }: RoleSession): void {
  const [, role = ''] = arn.split('/');
  const folder = world.region === 'us-east-1' ? '' : `${world.region}/`;
  recordEvent(world, {
    name: 'AssumeRoleWithSAML',
    source: 'sts.amazonaws.com',
    user: user.name,
    accessKey: undefined,
    readOnly: true,
    resources: [],
    record: {
      eventType: 'AwsApiCall',
      recipientAccountId: account,
      awsRegion: world.region,
      userIdentity: { type: 'SAMLUser', userName: user.name, identityProvider: 'AWSSSO' },
      requestParameters: {
        roleSessionName: user.name,
        roleArn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${folder}${role}`,
        durationSeconds: 3600,
      },
      responseElements: { issuer: `https://portal.sso.${world.region}.amazonaws.com/saml/assertion` },
    },
  });
}

function open({ world, sessions }: Portal, user: User, accountId: string, set: PermissionSet): RoleSession {
  const role = world.provisioned.get(accountId)?.get(set.arn)?.role?.name ?? set.name;
  return sessions.open({
    account: accountId,
    role: set.name,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${user.name}`,
    expiresAt: world.clock.now() + durationOf(set),
  });
}

function durationOf({ sessionDuration }: PermissionSet): number {
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(sessionDuration) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Here, and only here, `expiration` is in milliseconds. */
const roleCredentials = (it: RoleSession): Fields => ({
  accessKeyId: it.accessKey,
  secretAccessKey: it.secretKey,
  sessionToken: it.sessionToken,
  expiration: it.expiresAt,
});

/**
 * The best diagnostic there is: who asked for which set in which account. It stands in the management account's trail.
 */
function trail(world: EmulatorState, user: User, details: Fields, granted: boolean): void {
  const instance = organizationInstance(world);
  recordEvent(world, {
    name: 'GetRoleCredentials',
    source: 'sso.amazonaws.com',
    user: user.name,
    accessKey: undefined,
    readOnly: true,
    resources: [],
    record: {
      eventType: 'AwsServiceEvent',
      recipientAccountId: world.scenario.organization.managementAccount,
      userIdentity: {
        type: 'IdentityCenterUser',
        onBehalfOf: {
          userId: user.id,
          identityStoreArn: `arn:aws:identitystore::${instance?.ownerAccount}:identitystore/${instance?.identityStore}`,
        },
      },
      awsRegion: world.region,
      requestParameters: null,
      serviceEventDetails: details,
      ...(granted ? {} : { errorCode: 'ForbiddenException', errorMessage: 'No access' }),
    },
  });
}
