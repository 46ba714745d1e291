/**
 * Who is calling. Access keys tell the account: `AKIA` + account id + `TEST` is a user's long-lived key that works in
 * every account of the scenario; `ASIA` + account id + four letters is a role's, handed out by the portal or by
 * AssumeRole.
 */
import { createHash } from 'node:crypto';
import { roleSuffix } from './stable-id';
import type { EmulatorState } from './state';
import { AwsError } from './wire/aws-error';

export type Caller = {
  readonly account: string;
  readonly arn: string;
  /** The name rights go by: the permission set for a portal role, else the role's or user's name. */
  readonly role: string;
  readonly userId: string;
  readonly accessKey: string;
  /** Where the request says it is for, from the signature's scope. */
  readonly region: string;
};

export type RoleSession = {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken: string;
  readonly account: string;
  readonly role: string;
  readonly arn: string;
  readonly expiresAt: number;
};

export type Sessions = {
  open(session: NewSession): RoleSession;
  find(accessKey: string): RoleSession | undefined;
  /** From now on every role credential handed out so far is too old. */
  expireAll(): void;
};

export type NewSession = Pick<RoleSession, 'account' | 'role' | 'arn' | 'expiresAt'>;

export function createSessions(): Sessions {
  const byKey = new Map<string, RoleSession>();
  return {
    open(session) {
      const number = byKey.size.toString(36).toUpperCase().padStart(4, '0').slice(-4);
      const accessKey = `ASIA${session.account}${number}`;
      const made = { ...session, accessKey, ...secretsFor(accessKey) };
      byKey.set(accessKey, made);
      return made;
    },
    find: (accessKey) => byKey.get(accessKey),
    expireAll() {
      for (const [key, session] of byKey) byKey.set(key, { ...session, expiresAt: 0 });
    },
  };
}

const secretsFor = (accessKey: string) => ({
  secretKey: createHash('sha256').update(`secret of ${accessKey}`).digest('base64').slice(0, 40),
  sessionToken: `IQoJ${createHash('sha512').update(`token of ${accessKey}`).digest('base64')}`,
});

/** What a client needs in its environment to call as an administrator of an account. */
export const staticKey = (account: string): string => `AKIA${account}TEST`;

const scope = /Credential=([^/\s]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads the signature's scope. The signature itself is not checked: there is no secret to keep here. */
export function identify(
  world: EmulatorState,
  sessions: Sessions,
  authorization: string | undefined,
  sessionToken: string | undefined,
): Caller {
  const [, accessKey, , region] = scope.exec(authorization ?? '') ?? [];
  if (accessKey === undefined || region === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  return { ...(callerOfSession(world, sessions, accessKey, sessionToken) ?? callerOfKey(world, accessKey)), region };
}

type Unplaced = Omit<Caller, 'region'>;

function callerOfSession(
  world: EmulatorState,
  sessions: Sessions,
  accessKey: string,
  token: string | undefined,
): Unplaced | undefined {
  const session = sessions.find(accessKey);
  if (session === undefined) return undefined;
  if (session.expiresAt <= world.clock.now())
    throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired');
  if (token !== session.sessionToken) throw unrecognized();
  const { account, role, arn } = session;
  return { account, role, arn, accessKey, userId: `AROA${roleSuffix(arn).toUpperCase()}:${arn.split('/').at(-1)}` };
}

function callerOfKey(world: EmulatorState, accessKey: string): Unplaced {
  const account = /^AKIA(\d{12})TEST$/.exec(accessKey)?.[1];
  if (account === undefined || !world.accounts.has(account)) throw unrecognized();
  const arn = `arn:aws:iam::${account}:user/automation`;
  return { account, role: 'automation', arn, accessKey, userId: `AIDA${roleSuffix(arn).toUpperCase()}` };
}

const unrecognized = () =>
  new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
