/** One SDK client for each service. They share endpoint rules, timeouts and the guard that lets only listed operations pass. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOClient } from '@aws-sdk/client-sso';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentials } from '../auth/credentials';
import type { Network } from '../network/network';
import { answerLimits, withinLimits } from './answer-limits';
import type { Service } from './endpoints';
import { isAllowed } from './operations';

/** Retrying is done in `calls.ts`, where every attempt takes its turn in the shared budget. */
const timeouts = { connectionTimeout: 5000, requestTimeout: 15_000, throwOnRequestTimeout: true } as const;

function settingsFor(service: Service, region: string, { endpointOf, agents }: Network) {
  return { maxAttempts: 1, region, requestHandler: { ...timeouts, ...agents() }, ...endpoint(endpointOf(service)) };
}

export type Clients = {
  readonly ssoAdmin: SSOAdminClient;
  readonly identityStore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly close: () => void;
};

export function createClients(region: string, credentials: () => Promise<AwsCredentials>, network: Network): Clients {
  const options = (service: Service) => ({
    ...settingsFor(service, region, network),
    credentials: uncached(credentials),
  });
  const ssoAdmin = guarded(new SSOAdminClient(options('sso-admin')), 'sso-admin', network);
  const identityStore = guarded(new IdentitystoreClient(options('identitystore')), 'identitystore', network);
  const organizations = guarded(new OrganizationsClient(options('organizations')), 'organizations', network);
  const close = () => {
    for (const client of [ssoAdmin, identityStore, organizations]) client.destroy();
  };
  return { ssoAdmin, identityStore, organizations, close };
}

/** The SDK keeps credentials until its own clock says that they end; AWS may say so earlier, and then new ones are needed. */
function uncached(credentials: () => Promise<AwsCredentials>): () => Promise<AwsCredentials> {
  return async () => ({ ...(await credentials()), expiration: new Date(0) });
}

/** The sign-in services take no signature, only tokens. */
export type SignInClients = { readonly oidc: SSOOIDCClient; readonly portal: SSOClient; readonly close: () => void };

export function createSignInClients(region: string, network: Network): SignInClients {
  const oidc = guarded(new SSOOIDCClient(settingsFor('sso-oidc', region, network)), 'sso-oidc', network);
  const portal = guarded(new SSOClient(settingsFor('sso', region, network)), 'sso', network);
  const close = () => {
    oidc.destroy();
    portal.destroy();
  };
  return { oidc, portal, close };
}

/** IAM of the account that the credentials belong to. */
export function createIamClient(region: string, credentials: AwsCredentials, network: Network): IAMClient {
  return guarded(new IAMClient({ ...settingsFor('iam', region, network), credentials }), 'iam', network);
}

/** Takes on a role; without credentials only for a token of an outside identity, which needs no signature. */
export function createStsClient(region: string, credentials: AwsCredentials | undefined, network: Network): STSClient {
  return guarded(
    new STSClient({ ...settingsFor('sts', region, network), ...(credentials && { credentials }) }),
    'sts',
    network,
  );
}

/** The event history of the account that the credentials belong to, in one region. */
export function createTrailClient(
  region: string,
  credentials: () => Promise<AwsCredentials>,
  network: Network,
): CloudTrailClient {
  const options = { ...settingsFor('cloudtrail', region, network), credentials: uncached(credentials) };
  return guarded(new CloudTrailClient(options), 'cloudtrail', network);
}

/** FIPS and dual-stack names exist for AWS's own hosts; together with a custom endpoint the SDK refuses them. */
function endpoint(url: string | undefined) {
  return url ? { endpoint: url, useFipsEndpoint: false, useDualstackEndpoint: false } : {};
}

type Guardable = {
  readonly middlewareStack: {
    add(
      middleware: <A, R>(next: (args: A) => Promise<R>, context: { commandName?: string }) => (args: A) => Promise<R>,
      options: { step: 'initialize' | 'deserialize'; name: string; priority: 'high' | 'low' },
    ): void;
  };
};

/** Anything that is not in the list of operations never leaves this machine, and no answer is taken beyond its limits. */
function guarded<C extends object>(client: C, service: Service, { limits = answerLimits }: Network): C {
  const { middlewareStack } = client as unknown as Guardable; // The generics of each client's stack differ; this part is alike.
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = `${service}/${commandName.replace(/Command$/, '')}`;
        if (!isAllowed(operation)) throw new Error(`this program does not send ${operation}`);
        return next(args);
      },
    { step: 'initialize', name: 'readOnly', priority: 'high' },
  );
  middlewareStack.add(withinLimits(limits), { step: 'deserialize', name: 'answerLimits', priority: 'low' });
  return client;
}
