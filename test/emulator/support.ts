/** Clients of the real SDK, pointed at an emulator. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOClient } from '@aws-sdk/client-sso';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { STSClient } from '@aws-sdk/client-sts';
import type { Emulator } from '../support/identity-center';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

export const instanceArn = 'arn:aws:sso:::instance/ssoins-7223acme01234567';
export const storeId = 'd-9067a1b2c3';

export const accounts = {
  management: '999900001111',
  delegated: '100020003002',
  prodData: '111122223333',
  prodWeb: '222233334444',
  legacyBilling: '012345678901',
  stagingData: '333344445555',
  stagingWeb: '444455556666',
  sandbox: '555566667777',
  oldShop: '666677778888',
};

/** `attempts: 1` shows every error; the SDK would otherwise try again after throttling. */
export function clients(emulator: Emulator, account = accounts.management, attempts = 1) {
  const settings = {
    endpoint: emulator.url,
    region: emulator.region,
    credentials: emulator.credentials(account),
    maxAttempts: attempts,
  };
  return {
    admin: new SSOAdminClient(settings),
    store: new IdentitystoreClient(settings),
    organizations: new OrganizationsClient(settings),
    iam: new IAMClient(settings),
    sts: new STSClient(settings),
    trail: new CloudTrailClient(settings),
    portal: new SSOClient(settings),
    oidc: new SSOOIDCClient(settings),
  };
}

/** The ARN of a permission set of the emulator's world, by name. */
export function arnOf(emulator: Emulator, name: string): string {
  const found = [...emulator.state().permissionSets.values()].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no such permission set: ${name}`);
  return found.arn;
}

export function groupId(emulator: Emulator, name: string): string {
  const found = [...emulator.state().groups.values()].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no such group: ${name}`);
  return found.id;
}

export async function collect<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
