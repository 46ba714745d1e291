/** What AWS, or the way a refresh asks it, leaves open: why a name, the rest of a listing or an answer is missing. */
import type { FailureReason } from './failure';
import type { UnknownReason } from './unknown';

type PrincipalType = 'GROUP' | 'USER';

export type LiveReason = AnswerReason | ComparisonReason;

/** Why AWS gave no answer, or half of one. Snapshot files hold these. */
export type AnswerReason =
  | { readonly kind: 'refresh-unfinished' }
  /** A permission set by its ARN, or a principal by its id. */
  | { readonly kind: 'not-described'; readonly id: string }
  | {
      readonly kind: 'principal-nameless' | 'principal-gone' | 'principal-not-looked-up';
      readonly principalType: PrincipalType;
      readonly id: string;
    }
  | { readonly kind: 'accounts-not-listed' }
  /** Not every principal could be asked, and a pair is only asked where its permission set is provisioned. */
  | { readonly kind: 'only-provisioned-pairs' }
  | { readonly kind: 'policies-kept-in-accounts' }
  | { readonly kind: 'names-replaced' }
  | { readonly kind: 'denied'; readonly action: string }
  | { readonly kind: 'role-denied'; readonly role: string; readonly action?: string | undefined }
  | { readonly kind: 'throttled'; readonly action: string }
  | { readonly kind: 'deleted-meanwhile' }
  | { readonly kind: 'failed'; readonly reason: FailureReason }
  | { readonly kind: 'no-role-in-account' }
  | { readonly kind: 'check-ended-early' }
  /** Only the newest of many requests are described. */
  | { readonly kind: 'more-than-described' }
  | { readonly kind: 'call-for-each'; readonly of: 'pair' | 'user'; readonly calls: number }
  /** A file says so in these words, and no more. */
  | { readonly kind: 'said-in-file'; readonly text: string }
  /** A file leaves it open. */
  | { readonly kind: 'not-said-in-file' };

type ComparisonReason =
  | {
      readonly kind:
        | 'live-not-read'
        | 'names-are-pseudonyms'
        | 'assignments-not-listed'
        | 'principals-not-listed'
        | 'nothing-declared'
        | 'declared-not-known'
        | 'live-policies-not-read'
        | 'declared-policies-not-known'
        | 'not-known';
    }
  /** An assignment of the code may be a live one that is not known in full, or the other way round. */
  | { readonly kind: 'may-be-live' | 'may-be-declared'; readonly because: UnknownReason }
  | { readonly kind: 'no-such-key'; readonly key: string };
