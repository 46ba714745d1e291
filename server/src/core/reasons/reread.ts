/** Why a refresh can't take anything from an earlier snapshot, or why CloudTrail does not tell what has changed since. */
import type { AnswerReason } from './live';

export type RereadReason = SnapshotUnusable | ChangesUnknown | TrailUnusable;

type SnapshotUnusable = {
  readonly kind:
    | 'other-instance'
    | 'names-replaced'
    | 'missing-rights'
    | 'short-lists'
    | 'short-assignments'
    | 'missing-policies'
    | 'missing-members'
    | 'ages-not-said';
};

type ChangesUnknown =
  /** ISO 8601. */
  | { readonly kind: 'dated-ahead'; readonly dated: string }
  | { readonly kind: 'accounts-not-listed' | 'too-much-changed' }
  | { readonly kind: 'accounts-left'; readonly accounts: readonly string[] }
  | { readonly kind: 'many-requests'; readonly count: number }
  | { readonly kind: 'requests-unread'; readonly reason: AnswerReason }
  | { readonly kind: 'request-without-subject'; readonly id: string }
  /** `from`: ISO 8601. `trail`: why CloudTrail does not serve either. */
  | {
      readonly kind: 'requests-too-short';
      readonly requests: readonly string[];
      readonly from: string;
      readonly trail: RereadReason | undefined;
    };

type TrailUnusable =
  | { readonly kind: 'not-in-management-account' | 'administrators-unread' }
  | { readonly kind: 'delegated-administrators'; readonly accounts: readonly string[] }
  | { readonly kind: 'trail-too-short'; readonly days: number }
  | { readonly kind: 'trail-too-long'; readonly changes: number }
  | { readonly kind: 'trail-unread'; readonly reason: AnswerReason }
  | { readonly kind: 'change-not-understood'; readonly name: string };
