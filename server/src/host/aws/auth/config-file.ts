/**
 * The user's AWS config and credentials files, read anew each time: the SDK keeps them for the life of the process,
 * and an editor lives longer than a config file. Does not load an SDK client.
 *
 * Section names and precedence follow the AWS SDKs and Tools Reference Guide ("Shared config and credentials files").
 */
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

export type Env = Readonly<Record<string, string | undefined>>;

/** Where the user's AWS files are. */
export type ConfigLocation = { readonly env: Env; readonly homeFolder?: string | undefined };

export type Section = Readonly<Record<string, string | undefined>>;

export type AwsConfig = {
  readonly configPath: string;
  readonly credentialsPath: string;
  /** Whether at least one of the two files is there. */
  readonly exists: boolean;
  readonly profiles: ReadonlyMap<string, ConfigProfile>;
  readonly sessions: ReadonlyMap<string, Section>;
  /** The `[services x]` sections. A nested key is `sso_admin.endpoint_url`. */
  readonly services: ReadonlyMap<string, Section>;
};

export type ConfigProfile = { readonly settings: Section; readonly from: string };

export async function readAwsConfig(configLocation: ConfigLocation): Promise<AwsConfig> {
  const configPath = expand(
    configLocation.env.AWS_CONFIG_FILE || join(awsFolder(configLocation), 'config'),
    configLocation,
  );
  const credentialsPath = expand(
    configLocation.env.AWS_SHARED_CREDENTIALS_FILE || join(awsFolder(configLocation), 'credentials'),
    configLocation,
  );
  const files = await loadSharedConfigFiles({
    configFilepath: configPath,
    filepath: credentialsPath,
    ignoreCache: true,
  });
  const exists = (await isThere(configPath)) || (await isThere(credentialsPath));
  return {
    configPath,
    credentialsPath,
    exists,
    profiles: profilesOf(files, configPath, credentialsPath),
    sessions: sections(files.configFile, 'sso-session'),
    services: sections(files.configFile, 'services'),
  };
}

/** `.aws` in the user's home, found the way the SDK finds it. */
export function awsFolder(configLocation: ConfigLocation): string {
  return join(homeOf(configLocation), '.aws');
}

function homeOf({ env, homeFolder }: ConfigLocation): string {
  if (homeFolder) return homeFolder;
  const onWindows = env.HOMEPATH ? `${env.HOMEDRIVE ?? 'C:'}${env.HOMEPATH}` : undefined;
  return env.HOME || env.USERPROFILE || onWindows || homedir();
}

function expand(path: string, configLocation: ConfigLocation): string {
  return path.startsWith('~/') ? join(homeOf(configLocation), path.slice(2)) : path;
}

type Files = Awaited<ReturnType<typeof loadSharedConfigFiles>>;

/** Settings of the credentials file win over those of the config file, key by key. */
function profilesOf(files: Files, configPath: string, credentialsPath: string): ReadonlyMap<string, ConfigProfile> {
  const profiles = new Map<string, ConfigProfile>();
  for (const [name, settings] of Object.entries(files.configFile)) {
    if (!/^(sso-session|services)\./.test(name)) profiles.set(name, { settings, from: configPath });
  }
  for (const [name, settings] of Object.entries(files.credentialsFile)) {
    const known = profiles.get(name);
    profiles.set(name, { settings: { ...known?.settings, ...settings }, from: known?.from ?? credentialsPath });
  }
  return profiles;
}

function sections(file: Files['configFile'], kind: string): ReadonlyMap<string, Section> {
  const prefix = `${kind}.`;
  const own = Object.entries(file).filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, settings]) => [name.slice(prefix.length), settings]));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Missing and unreadable are the same to us: the SDK can't use the file either.
    return false;
  }
}
