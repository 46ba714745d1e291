/**
 * The AWS CLI's token cache: one sign-in serves the CLI, the SDKs and us. File names and fields are the CLI's own
 * (botocore, `SSOTokenFetcher` and `SSOTokenProvider`): `~/.aws/sso/cache/<sha1>.json`, where the hash is of the
 * session's name, or of the start URL for a legacy profile.
 */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../../../core/base';
import { sweepDraftsOf } from '../../files/sweep';
import { textOfFile } from '../../storage/bounded-file';
import { awsFolder, type ConfigLocation } from './config-file';
import type { SsoSession } from './session';

export type CachedToken = {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly startUrl: string | undefined;
  readonly region: string | undefined;
  readonly refreshToken: string | undefined;
  readonly registration: Registration | undefined;
};

/** Our registration as an OIDC client; needed again to refresh a token. */
export type Registration = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly expiresAt: number;
};

export type TokenCache = {
  readonly readToken: (session: SsoSession) => Promise<CachedToken | undefined>;
  readonly writeToken: (session: SsoSession, token: CachedToken) => Promise<void>;
  readonly removeToken: (session: SsoSession) => Promise<void>;
  readonly readRegistration: (session: SsoSession, flow: SignInFlow) => Promise<Registration | undefined>;
  readonly writeRegistration: (session: SsoSession, flow: SignInFlow, registration: Registration) => Promise<void>;
};

/** A client is registered for the flows it names, so each flow has its own registration. */
export type SignInFlow = 'device' | 'browser';

export function createTokenCache(configLocation: ConfigLocation): TokenCache {
  const folder = join(awsFolder(configLocation), 'sso', 'cache');
  const tokenPath = ({ cacheKey }: SsoSession) => join(folder, `${sha1(cacheKey)}.json`);
  const registrationPath = (session: SsoSession, flow: SignInFlow) =>
    join(folder, `${sha1(registrationKey(session, flow))}.json`);
  return {
    readToken: async (session) => tokenFrom(await readJson(tokenPath(session))),
    writeToken: (session, token) => replace(folder, tokenPath(session), tokenFile(token)),
    removeToken: (session) => rm(tokenPath(session), { force: true }),
    readRegistration: async (session, flow) => registrationFrom(await readJson(registrationPath(session, flow))),
    writeRegistration: (session, flow, registration) =>
      replace(folder, registrationPath(session, flow), { ...registration, expiresAt: iso(registration.expiresAt) }),
  };
}

/** Like the CLI's key, with our own name as the tool: its client may not be allowed the flow that we use. */
function registrationKey({ name, region, scopes, startUrl }: SsoSession, flow: SignInFlow): string {
  return JSON.stringify({ flow, region, scopes, session_name: name ?? null, startUrl, tool: 'idc-authoring' });
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

type Fields = Readonly<Record<string, unknown>>;

function tokenFrom(fields: Fields | undefined): CachedToken | undefined {
  const accessToken = fields && textOf(fields.accessToken);
  const expiresAt = fields && timeOf(fields.expiresAt);
  if (!accessToken || expiresAt === undefined) return undefined;
  return {
    accessToken,
    expiresAt,
    startUrl: textOf(fields.startUrl),
    region: textOf(fields.region),
    refreshToken: textOf(fields.refreshToken),
    registration: registrationFrom({ ...fields, expiresAt: fields.registrationExpiresAt }),
  };
}

function registrationFrom(fields: Fields | undefined): Registration | undefined {
  const clientId = textOf(fields?.clientId);
  const clientSecret = textOf(fields?.clientSecret);
  const expiresAt = timeOf(fields?.expiresAt);
  if (!clientId || !clientSecret || expiresAt === undefined) return undefined;
  return { clientId, clientSecret, expiresAt };
}

function tokenFile({ registration, ...token }: CachedToken): Fields {
  return {
    startUrl: token.startUrl,
    region: token.region,
    accessToken: token.accessToken,
    expiresAt: iso(token.expiresAt),
    ...(registration && {
      clientId: registration.clientId,
      clientSecret: registration.clientSecret,
      registrationExpiresAt: iso(registration.expiresAt),
    }),
    ...(token.refreshToken && { refreshToken: token.refreshToken }),
  };
}

/** A file is read in full, so that one that is none of the CLI's has its limit; tokens have some thousand characters. */
const maxCacheBytes = 1024 * 1024;

/** The CLI writes whole seconds. */
function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Version 1 of the AWS CLI wrote `2020-06-30T12:34:56UTC`, which no date parser reads. */
function timeOf(value: unknown): number | undefined {
  const time = Date.parse(String(value ?? '').replace(/UTC$/, 'Z'));
  return Number.isNaN(time) ? undefined : time;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function readJson(path: string): Promise<Fields | undefined> {
  try {
    const value: unknown = JSON.parse(await textOfFile(path, maxCacheBytes));
    return isObject(value) ? value : undefined;
  } catch {
    // No file, or one that another tool is still writing: for us there is no token.
    return undefined;
  }
}

/** Written beside the target and renamed, so that a CLI reading meanwhile sees the old token or the new one. */
async function replace(folder: string, path: string, fields: Fields): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweepDraftsOf(path);
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(fields, undefined, 2), { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
