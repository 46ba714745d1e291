/**
 * Reads AWS's free text about a failed request. The texts are not documented; the patterns come from public reports
 * (terraform-provider-aws acceptance tests and issues, org-formation, aws-sso-elevator). What matches nothing is shown
 * verbatim, never guessed at.
 */

export type FailureCause =
  | 'policy-missing'
  | 'principal-missing'
  | 'already-gone'
  | 'caller-denied'
  | 'account-unmanageable'
  | 'internal'
  | 'name-taken'
  | 'still-in-use'
  | 'throttled'
  | 'inline-policy'
  | 'unrecognized';

export type FailureExplanation = {
  readonly code: FailureCause;
  /** One short sentence, lower case, no full stop. */
  readonly headline: string;
  readonly remedy: string;
};

/** What is known about the request beside its text, to name things in the headline. */
export type FailureContext = { readonly account?: string | undefined; readonly permissionSet?: string | undefined };

type Pattern = {
  readonly pattern: RegExp;
  readonly code: FailureCause;
  readonly headline: (found: RegExpExecArray, context: FailureContext) => string;
  readonly remedy: string;
};

const policyMissing: Omit<Pattern, 'pattern'> = {
  code: 'policy-missing',
  headline: (found, { account }) =>
    `${named('the referenced policy', found[1])} does not exist in ${accountWord(account)} under that exact name and path`,
  remedy: 'Create the policy in that account with the same name and path, then provision the permission set again.',
};

/** Order matters: the first that matches wins. */
const patterns: readonly Pattern[] = [
  // Only a single last word is taken for the policy's name; the sentence as a whole is not documented.
  { ...policyMissing, pattern: /404 status error:.*not supported policy (\S+?)\.?$/i },
  { ...policyMissing, pattern: /404 status error:.*not supported policy/i },
  {
    pattern: /404 status error:.*assignee\s+(\S+)?.*was not found in directory/i,
    code: 'principal-missing',
    headline: (found) => `${named('the principal', found[1])} no longer exists`,
    remedy: 'Assign the group or user that exists now; a group made again by the identity provider has a new id.',
  },
  {
    pattern:
      /404 status error:.*(assignment not found|entitlementitem doesn't exist|permission set provision not found)/i,
    code: 'already-gone',
    headline: () => 'it was already gone',
    remedy: 'Nothing is left to remove; refresh to see the present state.',
  },
  {
    pattern: /not authorized to perform: (iam:\w+)/i,
    code: 'caller-denied',
    headline: (found, { account }) => `the caller may not use ${found[1]} in ${accountWord(account)}`,
    remedy:
      'In the management account the role that applies the code needs IAM rights of its own; grant it that action.',
  },
  {
    pattern: /takes longer than usual/i,
    code: 'account-unmanageable',
    headline: (_, { account }) => `Identity Center cannot manage ${accountWord(account)}`,
    remedy: 'Check whether the account is suspended or being closed.',
  },
  {
    pattern: /unexpected internal service exception|internal (service )?(error|failure)/i,
    code: 'internal',
    headline: () => 'AWS had an internal error',
    remedy: 'Apply or provision again.',
  },
  {
    pattern: /permissionset with name .* already exists|conflictexception.*already exists/i,
    code: 'name-taken',
    headline: () => 'the name is taken by another permission set',
    remedy: 'Choose another name, or import the permission set that exists.',
  },
  {
    pattern: /could not delete because/i,
    code: 'still-in-use',
    headline: (_, { permissionSet }) =>
      `${permissionSet ? `"${permissionSet}"` : 'the permission set'} is still in use`,
    remedy: 'Delete its assignments first and wait until they are gone.',
  },
  {
    pattern: /rate exceeded|too many requests|rate limit token/i,
    code: 'throttled',
    headline: () => 'AWS throttled the request',
    remedy: 'Try again with less parallelism; Identity Center allows 20 requests a second for all callers together.',
  },
  {
    pattern: /non-whitespace characters present in the inlinepolicy|invalid permissionspolicy document/i,
    code: 'inline-policy',
    headline: () => 'the inline policy is invalid or too large',
    remedy: 'Fix the inline policy; it may hold 10,240 bytes without white space.',
  },
];

/** What AWS's own words mean. */
export function explainFailure(text: string, context: FailureContext = {}): FailureExplanation {
  for (const { pattern, code, headline, remedy } of patterns) {
    const found = pattern.exec(text.replaceAll(/\s+/g, ' ').trim());
    if (found) return { code, headline: headline(found, context), remedy };
  }
  return {
    code: 'unrecognized',
    headline: text.trim() || 'AWS gave no reason',
    remedy: 'Look at the account in the AWS console.',
  };
}

function named(what: string, name: string | undefined): string {
  const bare = name?.replace(/[.,;:]+$/, '');
  return bare ? `${what} "${bare}"` : what;
}

function accountWord(account: string | undefined): string {
  return account ? `account ${account}` : 'that account';
}
