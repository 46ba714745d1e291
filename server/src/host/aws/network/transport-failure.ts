/** What fails between this machine and AWS, worded so that the user knows whom to ask: proxy, certificate or network. */

import type { Failure } from '../../../core/reasons';
import { field } from '../api/field';
import { ProxyError } from './tunnel';

/** Whether trying again may help: a proxy that refuses, or a certificate nobody trusts, will not change its mind. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof ProxyError) return error.status !== undefined && error.status < 500;
  return isUntrusted(error);
}

/** `undefined` where the line itself is fine, or where nothing more is known than that it is not. */
export function transportFailure(error: unknown, action: string): Failure | undefined {
  if (error instanceof ProxyError) return proxyFailure(error);
  if (statusOf(error) === 407) return proxyNeedsPassword(undefined);
  return isUntrusted(error)
    ? { kind: 'offline', reason: { kind: 'untrusted', action, code: codeOf(error) ?? '' } }
    : undefined;
}

function proxyFailure({ proxy, host, status, cause }: ProxyError): Failure {
  if (status === 407) return proxyNeedsPassword(proxy);
  if (status !== undefined) return { kind: 'offline', reason: { kind: 'proxy-refuses', proxy, host, status } };
  const code = codeOf(cause);
  return code !== undefined && untrustedCodes.test(code)
    ? { kind: 'offline', reason: { kind: 'proxy-untrusted', proxy, code } }
    : { kind: 'offline', reason: { kind: 'proxy-unreachable', proxy, code } };
}

function proxyNeedsPassword(proxy: string | undefined): Failure {
  return { kind: 'offline', reason: { kind: 'proxy-wants-password', proxy } };
}

/** Names of OpenSSL's verification errors, as Node passes them on (Node.js documentation, "X509 certificate error codes"). */
const untrustedCodes =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_[A-Z_]+|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID)$/;

function isUntrusted(error: unknown): boolean {
  return untrustedCodes.test(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  const code = field(error, 'code') ?? field(field(error, 'cause'), 'code');
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): unknown {
  return field(field(error, '$metadata'), 'httpStatusCode');
}
