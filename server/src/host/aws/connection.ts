/** A profile made ready: its regions, the way to AWS, the session it signs in with, and the profile it builds on. */
import type { Failure, ProfileProblem } from '../../core/reasons';
import { type AwsConfig, type Places, readAwsConfig, type Section } from './config-file';
import { Failed } from './failed';
import { type Network, networkOf } from './network/network';
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

export async function connect(chosen: string | undefined, places: Places): Promise<Connection> {
  const config = await readAwsConfig(places);
  const { env } = places;
  const reading = { places, config, above: [] };
  const named = chosen ?? (env.AWS_PROFILE || undefined);
  if (named !== undefined) return fromProfile(named, reading);
  if (env.AWS_ACCESS_KEY_ID || !config.profiles.has('default')) return fromChain('environment', reading);
  // A default profile that only names a region must not hide what the rest of the chain would find.
  const usual = await fromProfile('default', reading);
  return usual.session ? usual : fromChain('default', reading);
}

type Reading = {
  readonly places: Places;
  readonly config: AwsConfig;
  /** The profiles that build on this one, the one that was asked for last. */
  readonly above: readonly string[];
};

async function fromProfile(name: string, reading: Reading): Promise<Connection> {
  const { config, above } = reading;
  const settings = config.profiles.get(name)?.settings;
  if (!settings)
    throw new Failed(
      above[0] ? brokenProfile(above[0], { kind: 'no-source', source: name }) : unknownProfile(name, config),
    );
  if (above.includes(name)) throw new Failed(brokenProfile(name, { kind: 'source-circle' }));
  const below = sourceOf(settings, name);
  const source = below ? await fromProfile(below, { ...reading, above: [name, ...above] }) : undefined;
  const session = source ? source.session : sessionOf(settings, config);
  if (session && 'kind' in session) throw new Failed(brokenProfile(name, session));
  return { label: name, profile: name, settings, source, ...(await way(session, settings, reading)) };
}

async function fromChain(label: string, reading: Reading): Promise<Connection> {
  const settings = reading.config.profiles.get('default')?.settings ?? {};
  return { label, profile: undefined, settings, source: undefined, ...(await way(undefined, settings, reading)) };
}

async function way(session: SsoSession | undefined, settings: Section, { places: { env }, config }: Reading) {
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
