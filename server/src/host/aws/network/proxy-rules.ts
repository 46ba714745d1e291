/**
 * Which proxy leads to a host. The variables are those of curl, the AWS CLI and Terraform; as in Go, and so in Terraform,
 * this machine itself is never reached through a proxy.
 */
import { BlockList, isIP } from 'node:net';
import type { Failure } from '../../../core/reasons';
import { Failed } from '../api/failed';
import type { Env } from '../auth/config-file';

export type ProxyRules = {
  readonly proxyOf: (scheme: 'http' | 'https') => URL | undefined;
  /** Whether NO_PROXY lets this host be reached without one. */
  readonly isDirect: (host: string, port: number) => boolean;
};

/** Throws `Failed` where a variable holds what is no address of an HTTP proxy. */
export function proxyRules(env: Env): ProxyRules {
  const all = proxyIn('ALL_PROXY', env);
  const proxies = { http: proxyIn('HTTP_PROXY', env) ?? all, https: proxyIn('HTTPS_PROXY', env) ?? all };
  const exceptions = (valueOf('NO_PROXY', env) ?? '').split(/[\s,]+/).filter((it) => it !== '');
  return {
    proxyOf: (scheme) => proxies[scheme],
    isDirect: (host, port) => isLoopback(host) || exceptions.some((it) => covers(it.toLowerCase(), host, port)),
  };
}

/** The lower-case name wins, as in curl. */
function valueOf(name: string, env: Env): string | undefined {
  return env[name.toLowerCase()] || env[name] || undefined;
}

function proxyIn(name: string, env: Env): URL | undefined {
  const text = valueOf(name, env)?.trim();
  if (!text) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(address)) throw new Failed(unusable(name));
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Failed(unusable(name, url.protocol));
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `amazonaws.com`, `.amazonaws.com` and `*.amazonaws.com` cover the hosts below; a network covers addresses. */
function covers(exception: string, host: string, port: number): boolean {
  if (exception === '*') return true;
  if (isIP(host) !== 0 && exception.includes('/')) return isIn(exception, host);
  const [, name = exception, only] = /^(.+):(\d+)$/.exec(exception) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
}

function isIn(network: string, host: string): boolean {
  const [address = '', bits] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const prefix = Number(bits);
  if (isIP(address) === 0 || !(prefix >= 0 && prefix <= (family === 'ipv6' ? 128 : 32))) return false;
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

/** The value itself is not told: it may hold a password. */
function unusable(variable: string, scheme?: string): Failure {
  return { kind: 'offline', reason: { kind: 'proxy-unusable', variable, scheme } };
}
