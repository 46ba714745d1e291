/** What a failed assignment or provisioning means, and what fixes it. */
import type { RequestFailure } from '../reasons';

export type RequestFailureText = {
  /** One short sentence, lower case, no full stop of ours. */
  readonly headline: string;
  readonly remedy: string;
};

/** What is known about the request beside its text, to name things in the headline. */
export type RequestTarget = { readonly account?: string | undefined; readonly permissionSet?: string | undefined };

type FailureOf<K, F = RequestFailure> = F extends { readonly kind: infer Own } ? (K extends Own ? F : never) : never;
type Texts = {
  readonly [K in RequestFailure['kind']]: (failure: FailureOf<K>, target: RequestTarget) => RequestFailureText;
};

export function requestFailureText<K extends RequestFailure['kind']>(
  failure: FailureOf<K> & { readonly kind: K },
  target: RequestTarget = {},
): RequestFailureText {
  return texts[failure.kind](failure, target);
}

const texts: Texts = {
  'policy-missing': ({ name }, { account }) => ({
    headline: `${named('the referenced policy', name)} does not exist in ${accountWord(account)} under that exact name and path`,
    remedy: 'Create the policy in that account with the same name and path, then provision the permission set again.',
  }),
  'principal-missing': ({ name }) => ({
    headline: `${named('the principal', name)} no longer exists`,
    remedy: 'Assign the group or user that exists now; a group made again by the identity provider has a new id.',
  }),
  'already-gone': () => ({
    headline: 'it was already gone',
    remedy: 'Nothing is left to remove; refresh to see the present state.',
  }),
  'caller-denied': ({ action }, { account }) => ({
    headline: `the caller may not use ${action} in ${accountWord(account)}`,
    remedy:
      'In the management account the role that applies the code needs IAM rights of its own; grant it that action.',
  }),
  'account-unmanageable': (_, { account }) => ({
    headline: `Identity Center cannot manage ${accountWord(account)}`,
    remedy: 'Check whether the account is suspended or being closed.',
  }),
  internal: () => ({ headline: 'AWS had an internal error', remedy: 'Apply or provision again.' }),
  'name-taken': () => ({
    headline: 'the name is taken by another permission set',
    remedy: 'Choose another name, or import the permission set that exists.',
  }),
  'still-in-use': (_, { permissionSet }) => ({
    headline: `${permissionSet ? `"${permissionSet}"` : 'the permission set'} is still in use`,
    remedy: 'Delete its assignments first and wait until they are gone.',
  }),
  throttled: () => ({
    headline: 'AWS throttled the request',
    remedy: 'Try again with less parallelism; Identity Center allows 20 requests a second for all callers together.',
  }),
  'inline-policy': () => ({
    headline: 'the inline policy is invalid or too large',
    remedy: 'Fix the inline policy; it may hold 10,240 bytes without white space.',
  }),
  unrecognized: ({ text }) => ({
    headline: text || 'AWS gave no reason',
    remedy: 'Look at the account in the AWS console.',
  }),
};

function named(what: string, name: string | undefined): string {
  return name ? `${what} "${name}"` : what;
}

function accountWord(account: string | undefined): string {
  return account ? `account ${account}` : 'that account';
}
