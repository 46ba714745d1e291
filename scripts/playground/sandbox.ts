// A place to play in: a home and a workspace of its own, so that neither the user's AWS configuration nor the checkout is
// touched.
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repository } from '../repository';

export type Sandbox = {
  readonly folder: string;
  readonly home: string;
  readonly workspace: string;
  /** The environment of everything that runs here. */
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
};

/** `example` is a folder of `examples/`; the workspace is a copy of it. */
export async function createSandbox(example: string): Promise<Sandbox> {
  return sandboxIn(await realpath(await mkdtemp(join(tmpdir(), 'idc-'))), example);
}

/** The same in a folder of one's choice. */
export async function sandboxIn(folder: string, example: string): Promise<Sandbox> {
  const home = join(folder, 'home');
  const workspace = join(folder, basename(example));
  await mkdir(join(home, '.aws'), { recursive: true });
  await cp(join(repository, 'examples', example), workspace, { recursive: true });
  return {
    folder,
    home,
    workspace,
    env: { ...withoutAws(process.env), HOME: home, USERPROFILE: home },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

/** A profile or key in the user's own environment would win over the sandbox's configuration. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}

export type SsoProfile = {
  readonly name: string;
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly role: string;
};

const services = ['sso', 'sso_oidc', 'sso_admin', 'identitystore', 'organizations', 'iam', 'sts', 'cloudtrail'];

/** The configuration `aws configure sso` would write, with every service at one address. */
export async function writeAwsConfig(home: string, profile: SsoProfile): Promise<void> {
  const { name, endpoint, region, account, role } = profile;
  const lines = [
    `[profile ${name}]`,
    `sso_session = ${name}`,
    `sso_account_id = ${account}`,
    `sso_role_name = ${role}`,
    `region = ${region}`,
    `services = ${name}`,
    '',
    `[sso-session ${name}]`,
    `sso_start_url = ${endpoint}/start`,
    `sso_region = ${region}`,
    'sso_registration_scopes = sso:account:access',
    '',
    `[services ${name}]`,
    ...services.flatMap((service) => [`${service} =`, `  endpoint_url = ${endpoint}`]),
    '',
  ];
  await writeFile(join(home, '.aws/config'), lines.join('\n'));
}
