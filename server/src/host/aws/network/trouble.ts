/** What fails between this machine and AWS, told so that the reader knows whose it is to mend: proxy, trust, or line. */

import type { Failure } from '../../../core/live';
import { field } from '../field';
import { ProxyTrouble } from './tunnel';

/** Whether trying again may help: a proxy that refuses, or a certificate nobody trusts, will not change its mind. */
export function isLasting(error: unknown): boolean {
  if (error instanceof ProxyTrouble) return error.status !== undefined && error.status < 500;
  return isUntrusted(error);
}

/** `undefined` where the line itself is fine, or where nothing more is known than that it is not. */
export function transportFailure(error: unknown, action: string): Failure | undefined {
  if (error instanceof ProxyTrouble) return proxyFailure(error);
  if (statusOf(error) === 407) return wantsPassword('the proxy');
  return isUntrusted(error) ? untrusted(codeOf(error) ?? '', action) : undefined;
}

function proxyFailure({ proxy, host, status, cause }: ProxyTrouble): Failure {
  if (status === 407) return wantsPassword(proxy);
  if (status !== undefined) return refuses(proxy, host, status);
  const code = codeOf(cause);
  return code !== undefined && untrustedCodes.test(code) ? untrustedProxy(proxy, code) : unreachable(proxy, code);
}

function wantsPassword(proxy: string): Failure {
  return {
    kind: 'offline',
    message: `The proxy asks for a name and a password, or refuses the ones it got (407): ${proxy}`,
    nextStep:
      'Put them into HTTPS_PROXY=http://name:password@host:port; in VS Code into the setting http.proxy or http.proxyAuthorization.',
  };
}

function refuses(proxy: string, host: string, status: number): Failure {
  return {
    kind: 'offline',
    message: `The proxy ${proxy} does not let us through to ${host}: it answers ${status}`,
    nextStep:
      'Ask whoever runs it to allow *.amazonaws.com and *.awsapps.com, or except the host by NO_PROXY (in VS Code http.noProxy).',
  };
}

function unreachable(proxy: string, code: string | undefined): Failure {
  return {
    kind: 'offline',
    message: `The proxy could not be reached: ${proxy} (${code ?? 'no answer'})`,
    nextStep: 'Check HTTPS_PROXY, in VS Code the setting http.proxy; without a proxy, clear it.',
  };
}

function untrustedProxy(proxy: string, code: string): Failure {
  return {
    kind: 'offline',
    message: `The certificate of the proxy itself is not trusted: ${proxy} (${code})`,
    nextStep: howToTrust,
  };
}

/** Where a proxy inspects TLS it answers in AWS's name with a certificate of the company's own authority. */
function untrusted(code: string, action: string): Failure {
  return {
    kind: 'offline',
    message: `The certificate shown in AWS's name is not trusted, so nothing was sent: ${code} at ${action}`,
    nextStep: `If a proxy inspects TLS here: ${howToTrust}`,
  };
}

const howToTrust =
  "Save your company's root certificate as a PEM file and name it in AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, or ca_bundle of the profile.";

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
