/** What AWS's free text about a failed assignment or provisioning means. `name`: what the text itself names. */
export type RequestFailure =
  | {
      readonly kind: 'policy-missing' | 'principal-missing';
      readonly name: string | undefined;
    }
  | { readonly kind: 'caller-denied'; readonly action: string }
  | {
      readonly kind:
        | 'already-gone'
        | 'account-unmanageable'
        | 'internal'
        | 'name-taken'
        | 'still-in-use'
        | 'throttled'
        | 'inline-policy';
    }
  /** AWS's own words, where there are any. */
  | { readonly kind: 'unrecognized'; readonly text: string };
