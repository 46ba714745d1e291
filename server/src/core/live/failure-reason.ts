/**
 * Reads AWS's free text about a failed request. The texts are not documented; the patterns come from public reports
 * (terraform-provider-aws acceptance tests and issues, org-formation, aws-sso-elevator). What matches nothing is shown
 * verbatim, never guessed at.
 */
import type { RequestFailure } from '../reasons';

type Pattern = {
  readonly pattern: RegExp;
  /** `name`: what the pattern's group found. */
  readonly means: (name: string | undefined) => RequestFailure;
};

/** Order matters: the first that matches wins. */
const patterns: readonly Pattern[] = [
  // Only a single last word is taken for the policy's name; the sentence as a whole is not documented.
  {
    pattern: /404 status error:.*not supported policy (\S+?)\.?$/i,
    means: (name) => ({ kind: 'policy-missing', name: bare(name) }),
  },
  {
    pattern: /404 status error:.*not supported policy/i,
    means: () => ({ kind: 'policy-missing', name: undefined }),
  },
  {
    pattern: /404 status error:.*assignee\s+(\S+)?.*was not found in directory/i,
    means: (name) => ({ kind: 'principal-missing', name: bare(name) }),
  },
  {
    pattern:
      /404 status error:.*(assignment not found|entitlementitem doesn't exist|permission set provision not found)/i,
    means: () => ({ kind: 'already-gone' }),
  },
  {
    pattern: /not authorized to perform: (iam:\w+)/i,
    means: (action = '') => ({ kind: 'caller-denied', action }),
  },
  { pattern: /takes longer than usual/i, means: () => ({ kind: 'account-unmanageable' }) },
  {
    pattern: /unexpected internal service exception|internal (service )?(error|failure)/i,
    means: () => ({ kind: 'internal' }),
  },
  {
    pattern: /permissionset with name .* already exists|conflictexception.*already exists/i,
    means: () => ({ kind: 'name-taken' }),
  },
  { pattern: /could not delete because/i, means: () => ({ kind: 'still-in-use' }) },
  { pattern: /rate exceeded|too many requests|rate limit token/i, means: () => ({ kind: 'throttled' }) },
  {
    pattern: /non-whitespace characters present in the inlinepolicy|invalid permissionspolicy document/i,
    means: () => ({ kind: 'inline-policy' }),
  },
];

/** What AWS's own words mean. */
export function requestFailure(text: string): RequestFailure {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  for (const { pattern, means } of patterns) {
    const found = pattern.exec(words);
    if (found) return means(found[1]);
  }
  return { kind: 'unrecognized', text: text.trim() };
}

function bare(name: string | undefined): string | undefined {
  return name?.replace(/[.,;:]+$/, '');
}
