import type { SsoProfile } from './sandbox';

/** The profile of an Acme platform engineer, who reads Identity Center from the management account. */
export function acmeProfile(endpoint: string): SsoProfile {
  return { name: 'acme', endpoint, region: 'eu-west-1', account: '999900001111', role: 'AdministratorAccess' };
}
