/** How a profile signs in: by a named `sso-session`, by a start URL of its own, or as the profile it builds on does. */
import type { ProfileProblem } from '../../../core/reasons';
import type { AwsConfig, Section } from './config-file';

export type SsoSession = {
  /** What the token file's name is the hash of: the session's name, or for legacy profiles the start URL. */
  readonly cacheKey: string;
  readonly name: string | undefined;
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
};

/** The SDK and the AWS CLI ask for this scope where the session names none. */
export const defaultScope = 'sso:account:access';

/** `undefined` when the profile doesn't sign in through Identity Center; a problem when it means to, but can't. */
export function sessionOf(settings: Section, config: AwsConfig): SsoSession | ProfileProblem | undefined {
  if (settings.sso_session) return namedSession(settings.sso_session, config);
  if (!settings.sso_start_url) return undefined;
  if (!settings.sso_region) return { kind: 'missing-setting', setting: 'sso_region' };
  const { sso_start_url: startUrl, sso_region: region } = settings;
  return { cacheKey: startUrl, name: undefined, startUrl, region, scopes: [] };
}

/** The other profile whose credentials take on this one's role. One that names itself means its own keys. */
export function sourceOf({ role_arn: role, source_profile: source }: Section, name: string): string | undefined {
  return role && source && source !== name ? source : undefined;
}

/** The settings that sign in: the profile's own, or those of the profile at the end of its `source_profile`s. */
export function signInSettings(name: string, { profiles }: AwsConfig): Section {
  const seen = new Set<string>();
  let current = name;
  for (;;) {
    const settings = profiles.get(current)?.settings ?? {};
    const source = sourceOf(settings, current);
    if (!source || seen.has(source)) return settings;
    seen.add(source);
    current = source;
  }
}

function namedSession(name: string, config: AwsConfig): SsoSession | ProfileProblem {
  const session = config.sessions.get(name);
  if (!session) return { kind: 'no-session', session: name };
  const { sso_start_url: startUrl, sso_region: region, sso_registration_scopes: scopes } = session;
  if (!startUrl) return { kind: 'missing-setting', setting: 'sso_start_url', session: name };
  if (!region) return { kind: 'missing-setting', setting: 'sso_region', session: name };
  return { cacheKey: name, name, startUrl, region, scopes: scopesOf(scopes) };
}

function scopesOf(text: string | undefined): readonly string[] {
  const scopes = (text ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  return scopes.length > 0 ? scopes : [defaultScope];
}
