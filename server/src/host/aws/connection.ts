/** A profile made ready: its region, endpoints, and the session it signs in with. */
import type { Failure } from '../../core/live';
import { type AwsConfig, type Places, readAwsConfig, type Section } from './config-file';
import { type EndpointOf, endpointsOf } from './endpoints';
import { Failed } from './failed';
import { unknownProfile } from './profiles';
import { type SsoSession, sessionOf } from './session';

export type Connection = {
  /** The profile's name, or `environment` for credentials that no profile holds. */
  readonly label: string;
  /** `undefined` when there is no such profile and the SDK's default chain has to find credentials. */
  readonly profile: string | undefined;
  readonly settings: Section;
  readonly config: AwsConfig;
  readonly session: SsoSession | undefined;
  /** Where to look for the instance, best guess first. */
  readonly regions: readonly string[];
  readonly endpointOf: EndpointOf;
};

export async function connect(chosen: string | undefined, places: Places): Promise<Connection> {
  const config = await readAwsConfig(places);
  const { env } = places;
  if (chosen === undefined && env.AWS_ACCESS_KEY_ID && !env.AWS_PROFILE) return fromEnvironment(places, config);
  const name = chosen ?? env.AWS_PROFILE ?? 'default';
  const profile = config.profiles.get(name);
  if (!profile && (chosen !== undefined || env.AWS_PROFILE)) throw new Failed(unknownProfile(name, config));
  if (!profile) return fromEnvironment(places, config);
  return fromProfile(name, profile.settings, places, config);
}

function fromProfile(name: string, settings: Section, { env }: Places, config: AwsConfig): Connection {
  const session = sessionOf(settings, config);
  if (typeof session === 'string') throw new Failed(brokenProfile(name, session));
  const own = [settings.region, env.AWS_REGION, env.AWS_DEFAULT_REGION];
  return {
    label: name,
    profile: name,
    settings,
    config,
    session,
    regions: distinct([session?.region, ...own]),
    endpointOf: endpointsOf(env, settings, config),
  };
}

function fromEnvironment({ env }: Places, config: AwsConfig): Connection {
  return {
    label: 'environment',
    profile: undefined,
    settings: {},
    config,
    session: undefined,
    regions: distinct([env.AWS_REGION, env.AWS_DEFAULT_REGION]),
    endpointOf: endpointsOf(env, {}, config),
  };
}

/** Identity Center is a regional service; the session names the region that the instance is in. */
function distinct(regions: readonly (string | undefined)[]): readonly string[] {
  const known = [...new Set(regions.flatMap((region) => (region ? [region] : [])))];
  return known.length > 0 ? known : ['us-east-1'];
}

function brokenProfile(name: string, problem: string): Failure {
  return {
    kind: 'no-profile',
    message: `The profile "${name}" can't be used: ${problem}`,
    nextStep: 'Mend the AWS config file, or run `aws configure sso` again.',
  };
}
