/**
 * Credentials for a profile. Profiles of Identity Center, and roles that are taken on from them, are resolved here: the
 * SDK's own provider tells its errors as text only and rewrites the token file in place, where a CLI may be reading it.
 * Everything else (processes, environment, containers, tokens of a CI system) is left to the SDK's chain.
 * Invariant: credentials stay in memory and are never logged.
 */

import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Failure } from '../../../core/reasons';
import type { Clock } from '../../host';
import type { Calls } from '../api/calls';
import { createSignInClients } from '../api/clients';
import { Failed } from '../api/failed';
import { signedOut } from '../api/failure';
import { portal } from '../api/portal';
import type { Redactor } from '../api/redact';
import type { Env } from './config-file';
import type { Connection } from './connection';
import { assumer, sourceRole } from './roles';
import type { Tokens } from './tokens';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

export type CredentialsContext = {
  readonly env: Env;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly tokens: Tokens;
};

export type Credentials = {
  readonly current: () => Promise<AwsCredentials>;
  /** AWS took them for ended. Answers whether others may be had, which the next `current` gives. */
  readonly ended: () => boolean;
  /** A failure with the next step that fits where the credentials come from. */
  readonly explained: (failure: Failure) => Failure;
};

/** Asks again shortly before the credentials end. */
export function credentialsOf(connection: Connection, context: CredentialsContext, calls: Calls): Credentials {
  let kept: Promise<AwsCredentials> | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  let endedAt = Number.NEGATIVE_INFINITY;
  const renew = async () => {
    const credentials = await resolve(connection, context, calls);
    context.redactor.keep(credentials.secretAccessKey);
    context.redactor.keep(credentials.sessionToken);
    endsAt = endOf(credentials, context.clock);
    return credentials;
  };
  const current = async () => {
    const isOver = endsAt - context.clock.now() < expiryMargin;
    // What is still under way with the old ones will be told that they ended.
    if (isOver) endedAt = context.clock.now();
    if (!kept || isOver) kept = renew();
    try {
      return await kept;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
  const ended = () => {
    if (!connection.session) return false;
    // Of calls that were under way together the first to come back renews for all of them.
    const isFirst = Math.abs(context.clock.now() - endedAt) > renewalWindow;
    if (isFirst) [kept, endedAt] = [undefined, context.clock.now()];
    return true;
  };
  return { current, ended, explained: (failure) => explained(failure, connection) };
}

/** Who did not sign in need not be told to sign in again. */
function explained(failure: Failure, { session, label }: Connection): Failure {
  if (session || failure.kind !== 'signed-out') return failure;
  return { ...failure, reason: { kind: 'own-credentials', label, reason: failure.reason } };
}

const expiryMargin = 60_000;

/** New credentials that seem to have ended already tell of a clock that is wrong: then AWS says when they end. */
function endOf({ expiration }: AwsCredentials, clock: Clock): number {
  const end = expiration?.getTime() ?? Number.POSITIVE_INFINITY;
  return end - clock.now() < expiryMargin ? Number.POSITIVE_INFINITY : end;
}

const renewalWindow = 20_000;

async function resolve(connection: Connection, context: CredentialsContext, calls: Calls): Promise<AwsCredentials> {
  const { source, session } = connection;
  if (source) {
    const { assume } = assumer(connection, calls, context.redactor);
    return assume(await resolve(source, context, calls), sourceRole(connection, source));
  }
  return session ? ofRole(connection, context, calls) : fromSdk(connection, context, calls);
}

async function fromSdk(connection: Connection, context: CredentialsContext, calls: Calls): Promise<AwsCredentials> {
  const { profile, config } = connection;
  const { assume, assumeWithWebIdentity } = assumer(connection, calls, context.redactor);
  const files = {
    configFilepath: config.configPath,
    filepath: config.credentialsPath,
    ignoreCache: true,
    roleAssumer: assume,
    roleAssumerWithWebIdentity: assumeWithWebIdentity,
  };
  const provider = profile
    ? fromIni({ profile, ...files })
    : (ofEnvironment(context.env) ?? fromNodeProviderChain(files));
  try {
    return await provider();
  } catch (error) {
    if (error instanceof Failed) throw error;
    // The chain's texts name files and variables of many sources; what helps the user is which profile it was.
    throw new Failed(noCredentials(connection));
  }
}

/** The environment that was handed to us, which in the editor is the server's own. */
function ofEnvironment(env: Env): (() => Promise<AwsCredentials>) | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
}

async function ofRole(connection: Connection, context: CredentialsContext, calls: Calls): Promise<AwsCredentials> {
  const { session, settings, network } = connection;
  const { sso_account_id: account, sso_role_name: role } = settings;
  if (!session) throw new Failed(signedOut({ kind: 'no-session', profile: connection.label }));
  if (!account || !role) throw new Failed(noRole(connection.label));
  const clients = createSignInClients(session.region, network);
  try {
    const accessToken = await context.tokens.current(session, clients, calls);
    return await portal(clients, calls, accessToken).credentials(account, role);
  } catch (error) {
    throw error instanceof Failed ? portalFailure(error, role, account) : error;
  } finally {
    clients.close();
  }
}

function portalFailure(error: Failed, role: string, account: string): Failed {
  if (error.failure.kind !== 'denied') return error;
  return new Failed({
    kind: 'denied',
    reason: { kind: 'role-not-offered', role, account },
    action: 'sso:GetRoleCredentials',
  });
}

function noRole(profile: string): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-without-role', profile } };
}

function noCredentials({ profile, label }: Connection): Failure {
  return { kind: 'signed-out', reason: { kind: 'no-credentials', label, profile } };
}
