/** Agents that reach AWS through a proxy, by CONNECT, and say so when it is the proxy that fails. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent, type HttpsProxyAgentOptions } from 'hpagent';
import type { ProxyRules } from './proxy-rules';

export type TunnelOptions = {
  readonly rules: ProxyRules;
  readonly secureContext: SecureContext | undefined;
  /** The header `Proxy-Authorization`, where the address of the proxy holds no name and password. */
  readonly authorization: string | undefined;
  /** Whether the certificate of a proxy at an https address is checked. AWS's own is, always. */
  readonly strict: boolean;
};

/** A failure at the proxy or on the way to it: it could not be reached (`status` is absent), or it refused. */
export class ProxyError extends Error {
  /** `host:port`, without name and password. */
  readonly proxy: string;
  readonly host: string;
  readonly status: number | undefined;

  constructor(proxy: string, host: string, cause: Error) {
    super(cause.message, { cause });
    this.name = 'ProxyError';
    this.proxy = proxy;
    this.host = host;
    const status = /^Bad response: (\d+)$/.exec(cause.message)?.[1];
    this.status = status === undefined ? undefined : Number(status);
  }
}

/** For https addresses; without a proxy, and for hosts that need none, an agent that goes straight there. */
export function httpsAgent({ rules, secureContext, ...options }: TunnelOptions): HttpsAgent {
  const proxy = rules.proxyOf('https');
  const common = { ...pool, ...(secureContext && { secureContext }) };
  if (!proxy) return new HttpsAgent(common);
  return new TlsTunnel({ ...common, proxy, proxyRequestOptions: toProxy({ secureContext, ...options }) }, rules);
}

/** For http addresses, which only a custom endpoint has. */
export function httpAgent({ rules, ...options }: TunnelOptions): HttpAgent {
  const proxy = rules.proxyOf('http');
  if (!proxy) return new HttpAgent(pool);
  return new PlainTunnel({ ...pool, proxy, proxyRequestOptions: toProxy(options) }, rules);
}

/** As the SDK's own agents. */
const pool = { keepAlive: true, maxSockets: 50 };

function toProxy({ secureContext, authorization, strict }: Omit<TunnelOptions, 'rules'>) {
  return {
    ...(secureContext && { secureContext }),
    ...(authorization && { headers: { 'proxy-authorization': authorization } }),
    rejectUnauthorized: strict,
  };
}

type Options = HttpsProxyAgentOptions & { readonly proxy: URL };
type Target = { readonly host?: string | null | undefined; readonly port?: string | number | null | undefined };
type Done = (error: Error | null, stream: Duplex) => void;

class TlsTunnel extends HttpsProxyAgent {
  readonly #rules: ProxyRules;
  readonly #proxy: URL;

  constructor(options: Options, rules: ProxyRules) {
    super(options);
    this.#rules = rules;
    this.#proxy = options.proxy;
  }

  override createConnection(target: Parameters<HttpsAgent['createConnection']>[0], done: Done) {
    if (isDirect(this.#rules, target)) return HttpsAgent.prototype.createConnection.call(this, target, done);
    return super.createConnection(target, withProxyError(this.#proxy, target, done));
  }
}

class PlainTunnel extends HttpProxyAgent {
  readonly #rules: ProxyRules;
  readonly #proxy: URL;

  constructor(options: Options, rules: ProxyRules) {
    super(options);
    this.#rules = rules;
    this.#proxy = options.proxy;
  }

  override createConnection(target: Parameters<HttpAgent['createConnection']>[0], done: Done) {
    if (isDirect(this.#rules, target)) return HttpAgent.prototype.createConnection.call(this, target, done);
    return super.createConnection(target, withProxyError(this.#proxy, target, done));
  }
}

function isDirect({ isDirect }: ProxyRules, { host, port }: Target): boolean {
  return isDirect(host ?? 'localhost', Number(port));
}

function withProxyError({ hostname, port, protocol }: URL, { host }: Target, done: Done): Done {
  const shown = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return (error, stream) => done(error && new ProxyError(shown, host ?? '', error), stream);
}
