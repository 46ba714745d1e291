/** Someone in a company whose network reaches AWS through a proxy only: the profile names no endpoint, AWS has its own names. */
import type { Emulator } from '../support/identity-center';
import type { Proxy } from '../support/identity-center/proxy';
import { type Someone, someone } from './someone';

export const startUrl = 'https://acme.awsapps.com/start';

export const proxiedConfig = `
[sso-session acme]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile acme]
sso_session = acme
sso_account_id = 999900001111
sso_role_name = AdministratorAccess
region = eu-west-1
`;

export function colleague(emulator: Emulator, env: Readonly<Record<string, string>>, config = proxiedConfig): Someone {
  return someone({ ...emulator, startUrl }, { config, env });
}

/** Without what one name says. */
export function without(name: string, { environment }: Proxy): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(environment).filter(([it]) => it !== name));
}
