/** The profiles a user can choose from, and whether each is signed in. Does not load an SDK client. */
import type { Failure } from '../../../core/reasons';
import type { Clock, Profile, Result } from '../../host';
import { type AwsConfig, type ConfigLocation, type ConfigProfile, readAwsConfig, type Section } from './config-file';
import { sessionOf, signInSettings } from './session';
import { createTokenCache, type TokenCache } from './token-cache';

/** Sorted by name, the `default` profile first. */
export async function readProfiles(configLocation: ConfigLocation, clock: Clock): Promise<Result<readonly Profile[]>> {
  const config = await readAwsConfig(configLocation);
  if (!config.exists) return { ok: false, failure: noConfig(config) };
  const cache = createTokenCache(configLocation);
  const named = [...config.profiles].filter(([, { settings }]) => Object.keys(settings).length > 0);
  const profiles = await Promise.all(named.map(([name, profile]) => describe(name, profile, config, cache, clock)));
  if (!named.some(([, { settings }]) => givesCredentials(settings)))
    return { ok: false, failure: noUsableProfile(config) };
  return { ok: true, value: profiles.toSorted(byName) };
}

async function describe(
  name: string,
  { settings, from }: ConfigProfile,
  config: AwsConfig,
  cache: TokenCache,
  clock: Clock,
): Promise<Profile> {
  const base = signInSettings(name, config);
  const session = sessionOf(base, config);
  const [usable, problem] = session && 'kind' in session ? [undefined, session] : [session, undefined];
  return {
    name,
    kind: kindOf(base),
    region: settings.region ?? usable?.region,
    ...accountAndRole(settings),
    startUrl: usable?.startUrl,
    session: base.sso_session,
    signedIn: usable ? await signedIn(await cache.readToken(usable), clock) : 'no',
    from,
    ...(problem && { problem }),
  };
}

/** Where the profile ends up, and as what: `arn:aws:iam::111122223333:role/path/Audit`. */
export function accountAndRole(settings: Section): Pick<Profile, 'account' | 'role'> {
  const [, account, role] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(settings.role_arn ?? '') ?? [];
  return { account: account ?? settings.sso_account_id, role: role ?? settings.sso_role_name };
}

function kindOf(settings: Section): Profile['kind'] {
  if (settings.sso_session) return 'sso-session';
  return settings.sso_start_url ? 'legacy-sso' : 'other';
}

/** An expired token that can be refreshed without the user counts as signed in. */
async function signedIn(
  token: Awaited<ReturnType<TokenCache['readToken']>>,
  clock: Clock,
): Promise<Profile['signedIn']> {
  if (!token) return 'no';
  if (token.expiresAt > clock.now()) return 'yes';
  const refreshable = token.refreshToken && token.registration && token.registration.expiresAt > clock.now();
  return refreshable ? 'yes' : 'expired';
}

/** A profile may hold no more than a region or an output format (AWS SDKs and Tools Reference Guide, settings). */
function givesCredentials(settings: Section): boolean {
  return credentialKeys.some((key) => settings[key]);
}

const credentialKeys = [
  'sso_session',
  'sso_start_url',
  'aws_access_key_id',
  'credential_process',
  'role_arn',
  'login_session',
];

function byName(a: Profile, b: Profile): number {
  if (a.name === 'default' || b.name === 'default') return a.name === 'default' ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

function noConfig({ configPath }: AwsConfig): Failure {
  return { kind: 'no-config', reason: { kind: 'no-config-file', configPath } };
}

function noUsableProfile({ configPath }: AwsConfig): Failure {
  return { kind: 'no-profile', reason: { kind: 'no-usable-profile', configPath } };
}

/** For a name that the config file doesn't hold. */
export function unknownProfile(profile: string, { configPath }: AwsConfig): Failure {
  return { kind: 'no-profile', reason: { kind: 'no-such-profile', profile, configPath } };
}
