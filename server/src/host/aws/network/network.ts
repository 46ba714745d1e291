/** Endpoints, proxy and trusted certificates for one profile, from the user's environment and AWS config only. */
import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { AnswerLimits } from '../api/answer-limits';
import { type EndpointOf, endpointsOf } from '../api/endpoints';
import type { Redactor } from '../api/redact';
import type { AwsConfig, Env, Section } from '../auth/config-file';
import { proxyRules } from './proxy-rules';
import { trustOf } from './trust';
import { httpAgent, httpsAgent } from './tunnel';

export type Network = {
  readonly endpointOf: EndpointOf;
  /** New ones for each client: a client that is closed closes its agents. */
  readonly agents: () => { readonly httpAgent?: HttpAgent; readonly httpsAgent?: HttpsAgent };
  /** How much of an answer is taken, where it is not as much as AWS could say. */
  readonly limits?: AnswerLimits | undefined;
};

export async function networkOf(env: Env, settings: Section, config: AwsConfig): Promise<Network> {
  const options = {
    rules: proxyRules(env),
    secureContext: await trustOf(env, settings),
    authorization: env.IDC_PROXY_AUTHORIZATION || undefined,
    strict: env.IDC_PROXY_STRICT_SSL !== 'false',
  };
  return {
    endpointOf: endpointsOf(env, settings, config),
    agents: () => ({ httpAgent: httpAgent(options), httpsAgent: httpsAgent(options) }),
  };
}

/** A proxy's error page may repeat what it was sent. */
export function keepProxySecrets(env: Env, { keep }: Redactor): void {
  keep(env.IDC_PROXY_AUTHORIZATION);
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
    const password = /:\/\/[^/]*?:([^/]*)@/.exec(env[name] ?? '')?.[1];
    keep(password);
    keep(decoded(password));
  }
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    // A stray percent sign: then nothing was encoded.
    return text;
  }
}
