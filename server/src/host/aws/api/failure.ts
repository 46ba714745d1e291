/**
 * What an error of the SDK means for the user. Errors are told apart by name, as the API models name them; AWS answers
 * almost all of them with status 400, and their texts are not documented.
 */

import { actionOf } from '../../../core/live';
import type { Failure, FailureReason, SignInDetail } from '../../../core/reasons';
import { isPermanent, transportFailure } from '../network/transport-failure';
import { ProxyError } from '../network/tunnel';
import { BeyondLimit } from './answer-limits';
import { cancelled, Failed } from './failed';
import { field } from './field';
import { isMissing } from './missing';
import type { Operation } from './operations';
import type { Redactor } from './redact';

/** Whether to retry a failed call: `wait` after slowing down, `again` soon, or `none`. */
export type Remedy = 'wait' | 'again' | 'none';

const throttledNames = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
]);

const deniedNames = new Set(['AccessDeniedException', 'AccessDenied', 'ForbiddenException', 'UnauthorizedOperation']);

/** Only an authentication error ends the session; a network error does not. */
const signedOutNames = new Set([
  'UnauthorizedException',
  'ExpiredTokenException',
  'ExpiredToken',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'CredentialsProviderError',
  'TokenProviderError',
]);

const transientNames = new Set([
  'InternalServerException',
  'InternalFailure',
  'ServiceException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'RequestTimeTooSkewed',
]);

/** A wrong secret, or a clock that is wrong beyond what the SDK makes up for. */
const signatureNames = new Set(['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired']);

const offlineCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** Role credentials that ended, as opposed to a sign-in that did: new ones may be had without the user. */
export function isExpired(error: unknown): boolean {
  return ['ExpiredTokenException', 'ExpiredToken'].includes(nameOf(error));
}

export function remedyFor(error: unknown): Remedy {
  const name = nameOf(error);
  if (throttledNames.has(name)) return 'wait';
  // The SDK learned AWS's time from this answer, and signs with it from now on.
  if (field(field(error, '$metadata'), 'clockSkewCorrected') === true) return 'again';
  if (signedOutNames.has(name) || deniedNames.has(name) || error instanceof Failed) return 'none';
  if (isPermanent(error) || error instanceof BeyondLimit) return 'none';
  if (transientNames.has(name) || isOffline(error) || isBroken(error) || statusOf(error) >= 500) return 'again';
  return 'none';
}

export function failureOf(error: unknown, operation: Operation, { clean }: Redactor): Failure {
  if (error instanceof Failed) return error.failure;
  const name = nameOf(error);
  const action = actionOf(operation);
  if (name === 'AbortError') return cancelled;
  const transport = transportFailure(error, action);
  if (transport) return transport;
  if (throttledNames.has(name)) return throttled(action);
  if (deniedNames.has(name) || isUnknownRole(name, operation)) return denied(action, error);
  if (signedOutNames.has(name)) return signedOut({ kind: 'call', action });
  if (signatureNames.has(name)) return badSignature(action);
  if (isMissing(error)) return gone(action);
  if (error instanceof BeyondLimit) return unexpected(beyondLimit(action, error));
  if (isOffline(error)) return offline(action, error);
  if (isUnreadable(error)) return unexpected({ kind: 'unreadable-answer', action, text: clean(parserText(error)) });
  return unexpected({ kind: 'aws-error', action, text: clean(`${name}: ${textOf(error)}`) });
}

/** `session` is that of the AWS config, where it has a name. */
export function signedOut(detail: SignInDetail, session?: string): Failure {
  return { kind: 'signed-out', reason: { kind: 'sign-in-ended', detail, session } };
}

function throttled(action: string): Failure {
  return { kind: 'throttled', reason: { kind: 'throttled', action } };
}

/** With a customer managed key the call itself is allowed, but the key is not (sso-admin API model, `Reason`). */
function denied(action: string, error: unknown): Failure {
  const needed = reasonOf(error) === 'KMS_AccessDeniedException' ? 'kms:Decrypt' : action;
  return { kind: 'denied', reason: { kind: 'denied', action: needed }, action: needed };
}

function badSignature(action: string): Failure {
  return { kind: 'signed-out', reason: { kind: 'signature-refused', action } };
}

function gone(action: string): Failure {
  return { kind: 'gone', reason: { kind: 'deleted', action } };
}

function offline(action: string, error: unknown): Failure {
  return { kind: 'offline', reason: { kind: 'unreachable', action, code: codeOf(error) ?? nameOf(error) } };
}

export function unexpected(reason: FailureReason): Failure {
  return { kind: 'unexpected', reason };
}

function isOffline(error: unknown): boolean {
  const code = codeOf(error);
  if (error instanceof ProxyError) return true;
  return nameOf(error) === 'TimeoutError' || (code !== undefined && offlineCodes.has(code));
}

/** The portal answers a role that the user lacks like one that does not exist. */
function isUnknownRole(name: string, operation: Operation): boolean {
  return operation === 'sso/GetRoleCredentials' && name === 'ResourceNotFoundException';
}

/** An answer that stops in the middle leaves the parser with half a JSON text. */
function isBroken(error: unknown): boolean {
  return error instanceof SyntaxError;
}

function beyondLimit(action: string, { limit, value }: BeyondLimit): FailureReason {
  return limit === 'bytes'
    ? { kind: 'answer-too-large', action, megabytes: Math.ceil(value / 1024 / 1024) }
    : { kind: 'answer-too-slow', action, seconds: Math.ceil(value / 1000) };
}

/** The SDK could not make an answer of what came: it adds what came to the parser's error, and no error of AWS's own. */
function isUnreadable(error: unknown): boolean {
  return field(error, '$response') !== undefined && field(error, '$fault') === undefined;
}

/** The first line: the SDK adds advice for programmers. */
function parserText(error: unknown): string {
  return textOf(error).split('\n')[0] ?? '';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, textLength);
}

/** An error of AWS's is a sentence or two; what is longer is a page of somebody else's. */
const textLength = 1000;

function codeOf(error: unknown): string | undefined {
  const code = field(error, 'code') ?? field(field(error, 'cause'), 'code');
  return typeof code === 'string' ? code : undefined;
}

function reasonOf(error: unknown): unknown {
  return field(error, 'Reason');
}

function statusOf(error: unknown): number {
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : 0;
}
