/** What could not be listed, and why; the listings it touches are incomplete. */
import type { AnswerReason } from './live';

export type Gap = GapTopic & {
  readonly reason: AnswerReason;
  /** The IAM action that was denied. */
  readonly action: string | undefined;
};

/** The name of the one thing it is about (else its id), or how many there are. */
export type GapSubject = string | number;

type RequestKind = 'assignment-creation' | 'assignment-deletion' | 'provisioning';

export type GapTopic =
  | { readonly topic: 'permission-sets' | 'groups' | 'users' | 'accounts' }
  /** Of permission sets. */
  | { readonly topic: 'details'; readonly subject: GapSubject }
  | {
      readonly topic: 'policies';
      readonly policies: 'managed' | 'customer-managed' | 'inline' | 'boundary';
      readonly subject: GapSubject;
    }
  | { readonly topic: 'provisioned-accounts' | 'outdated-accounts'; readonly subject: GapSubject }
  /** Of accounts. */
  | { readonly topic: 'provisioned-permission-sets' | 'outdated-permission-sets'; readonly subject: GapSubject }
  /** Of groups. */
  | { readonly topic: 'members'; readonly subject: GapSubject }
  | {
      readonly topic: 'assignments' | 'principal';
      readonly principalType: 'GROUP' | 'USER';
      readonly subject: GapSubject;
    }
  /** Of a permission set in an account, or of so many such pairs. */
  | {
      readonly topic: 'pair-assignments';
      readonly subject: number | { readonly permissionSet: string; readonly account: string };
    }
  | { readonly topic: 'requests'; readonly requests: RequestKind }
  | { readonly topic: 'request-details'; readonly requests: RequestKind; readonly subject: GapSubject }
  /** Where the permission set was never provisioned. */
  | { readonly topic: 'unprovisioned-assignments'; readonly of: 'groups' | 'users' | number }
  /** Beside those of existing ones, in so many pairs of permission set and account. */
  | { readonly topic: 'assignments-of-deleted'; readonly pairs: number }
  | { readonly topic: 'older-failures' | 'later-successes'; readonly count: number }
  | { readonly topic: 'stages'; readonly stages: readonly StageName[] }
  /** Of CloudTrail. */
  | { readonly topic: 'events'; readonly name: string }
  /** A file says so in these words, and no more. */
  | { readonly topic: 'said-in-file'; readonly text: string };

/** The stages of a refresh. */
export type StageName = 'lists' | 'groups' | 'provisioning' | 'requests' | 'users' | 'pairs' | 'policies' | 'members';
