/** Someone with a home folder, an AWS config and our AWS side, to whom the emulator is AWS. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAws } from '../../server/src/host/aws';
import { nodeClock } from '../../server/src/host/clock';
import type { Aws, Clock, DevicePrompt } from '../../server/src/host/host';
import type { Emulator } from '../support/identity-center';

export type Someone = {
  readonly home: string;
  readonly aws: Aws;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Everything that was logged. */
  readonly log: readonly string[];
  /** As `aws sso login` does it: through the token cache that the CLI and we share. */
  readonly signIn: () => Promise<void>;
};

export type SomeoneOptions = {
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly requestsPerSecond?: number;
  readonly lookupsPerSecond?: number;
  readonly preferredRoles?: readonly string[];
  readonly clock?: Clock;
  /** The account of the profile's role; Acme's management account unless told otherwise. */
  readonly account?: string;
};

/** Fast enough that no test waits for the budget; tests about the budget set their own. */
const unhurried = 2000;

type SignInSide = Pick<Emulator, 'url' | 'startUrl' | 'region' | 'signIn'>;

export function someone(emulator: SignInSide, options: SomeoneOptions = {}): Someone {
  const home = homeWith(options.config ?? configFor(emulator, options.account));
  const log: string[] = [];
  const note = (message: string) => void log.push(message);
  const env = { HOME: home, ...options.env };
  const aws = createAws({
    env,
    homeFolder: home,
    clock: options.clock ?? nodeClock,
    log: { info: note, warn: note, error: note },
    requestsPerSecond: () => options.requestsPerSecond ?? unhurried,
    lookupsPerSecond: () => options.lookupsPerSecond ?? unhurried,
    preferredRoles: () => options.preferredRoles ?? [],
  });
  const signIn = async () => writeCliToken(home, 'acme', emulator);
  return { home, aws, env, log, signIn };
}

/** The token file that the AWS CLI writes; `key` is the session's name, or the start URL of a legacy profile. */
export function writeCliToken(home: string, key: string, emulator: SignInSide, more: object = {}): void {
  const folder = join(home, '.aws', 'sso', 'cache');
  mkdirSync(folder, { recursive: true });
  const { accessToken, expiresAt } = emulator.signIn();
  const token = { startUrl: emulator.startUrl, region: emulator.region, accessToken, expiresAt, ...more };
  writeFileSync(tokenPath(home, key), JSON.stringify(token));
}

export function tokenPath(home: string, key: string): string {
  return join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(key).digest('hex')}.json`);
}

export function homeWith(config: string | undefined): string {
  const home = mkdtempSync(join(tmpdir(), 'idc-live-'));
  mkdirSync(join(home, '.aws'));
  if (config !== undefined) writeFileSync(join(home, '.aws', 'config'), config);
  return home;
}

/** A profile of the kind `aws configure sso` writes, and one of the older kind. */
export function configFor(
  { url, startUrl, region }: Pick<Emulator, 'url' | 'startUrl' | 'region'>,
  account = '999900001111',
): string {
  return `
[sso-session acme]
sso_start_url = ${startUrl}
sso_region = ${region}
sso_registration_scopes = sso:account:access

[profile acme]
sso_session = acme
sso_account_id = ${account}
sso_role_name = AdministratorAccess
region = ${region}
endpoint_url = ${url}

[profile legacy]
sso_start_url = ${startUrl}
sso_region = ${region}
sso_account_id = ${account}
sso_role_name = AdministratorAccess
region = ${region}
endpoint_url = ${url}
`;
}

/** Clicks "Allow" on the page that the prompt names. */
export function allow(prompt: DevicePrompt): Promise<void> {
  return answer(prompt, 'allow');
}

export function deny(prompt: DevicePrompt): Promise<void> {
  return answer(prompt, 'deny');
}

async function answer({ url, code }: DevicePrompt, answer: 'allow' | 'deny'): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ user_code: code, answer }) });
  if (!response.ok) throw new Error(`the device page answered ${response.status}`);
}

/** A signal that never aborts. */
export function patience(): AbortSignal {
  return new AbortController().signal;
}
