/** A resolved profile: its regions, network, SSO session and source profile. */
import type { Failure, ProfileProblem } from '../../../core/reasons';
import { Failed } from '../api/failed';
import { type Network, networkOf } from '../network/network';
import { type AwsConfig, type ConfigLocation, readAwsConfig, type Section } from './config-file';
import { unknownProfile } from './profiles';
import { type SsoSession, sessionOf, sourceOf } from './session';

export type Connection = {
  /** The profile's name, or `environment` for credentials that no profile holds. */
  readonly label: string;
  /** The profile that was asked for; `undefined` leaves the choice to the SDK's default chain. */
  readonly profile: string | undefined;
  readonly settings: Section;
  readonly config: AwsConfig;
  /** What the user signs in to: the profile's own session, or that of the profile it builds on. */
  readonly session: SsoSession | undefined;
  /** The `source_profile`, whose credentials take on the `role_arn` of this one. */
  readonly source: Connection | undefined;
  /** Where to look for the instance, best guess first. */
  readonly regions: readonly string[];
  readonly network: Network;
};

export async function connect(chosen: string | undefined, configLocation: ConfigLocation): Promise<Connection> {
  const config = await readAwsConfig(configLocation);
  const { env } = configLocation;
  const lookup = { configLocation, config, above: [] };
  const named = chosen ?? (env.AWS_PROFILE || undefined);
  if (named !== undefined) return fromProfile(named, lookup);
  if (env.AWS_ACCESS_KEY_ID || !config.profiles.has('default')) return fromChain('environment', lookup);
  // A default profile that only names a region must not hide what the rest of the chain would find.
  const defaultConnection = await fromProfile('default', lookup);
  return defaultConnection.session ? defaultConnection : fromChain('default', lookup);
}

type ProfileLookup = {
  readonly configLocation: ConfigLocation;
  readonly config: AwsConfig;
  /** The profiles that build on this one, the one that was asked for last. */
  readonly above: readonly string[];
};

async function fromProfile(name: string, lookup: ProfileLookup): Promise<Connection> {
  const { config, above } = lookup;
  const settings = config.profiles.get(name)?.settings;
  if (!settings)
    throw new Failed(
      above[0] ? brokenProfile(above[0], { kind: 'no-source', source: name }) : unknownProfile(name, config),
    );
  if (above.includes(name)) throw new Failed(brokenProfile(name, { kind: 'source-circle' }));
  const sourceName = sourceOf(settings, name);
  const source = sourceName ? await fromProfile(sourceName, { ...lookup, above: [name, ...above] }) : undefined;
  const session = source ? source.session : sessionOf(settings, config);
  if (session && 'kind' in session) throw new Failed(brokenProfile(name, session));
  return { label: name, profile: name, settings, source, ...(await regionsAndNetwork(session, settings, lookup)) };
}

async function fromChain(label: string, lookup: ProfileLookup): Promise<Connection> {
  const settings = lookup.config.profiles.get('default')?.settings ?? {};
  return {
    label,
    profile: undefined,
    settings,
    source: undefined,
    ...(await regionsAndNetwork(undefined, settings, lookup)),
  };
}

async function regionsAndNetwork(
  session: SsoSession | undefined,
  settings: Section,
  { configLocation: { env }, config }: ProfileLookup,
) {
  const regions = distinct([session?.region, settings.region, env.AWS_REGION, env.AWS_DEFAULT_REGION]);
  return { session, config, regions, network: await networkOf(env, settings, config) };
}

/** Identity Center is a regional service; the session names the region that the instance is in. */
function distinct(regions: readonly (string | undefined)[]): readonly string[] {
  const known = [...new Set(regions.flatMap((region) => (region ? [region] : [])))];
  return known.length > 0 ? known : ['us-east-1'];
}

function brokenProfile(profile: string, problem: ProfileProblem): Failure {
  return { kind: 'no-profile', reason: { kind: 'profile-broken', profile, problem } };
}
