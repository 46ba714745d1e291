/**
 * What AWS was asked and what it answered, as plain data. `host/aws` turns steps into API calls and their results into
 * answers; the plan decides what to ask next, and `snapshotOf` makes a snapshot of whatever has been answered so far.
 */
import type { PrincipalType } from '../../model';
import type { AnswerGap } from '../snapshot/gaps';
import type { ProvisioningRequest } from '../snapshot/snapshot';
import type { Step } from './questions';

export type RequestKind = ProvisioningRequest['kind'];
export type RequestStatus = ProvisioningRequest['status'];

export type PolicyKind = 'managed' | 'customer-managed' | 'inline' | 'boundary';

export type Answer = {
  readonly step: Step;
  readonly found: readonly Found[];
  /** Why the answer is missing or short. */
  readonly gap: AnswerGap | undefined;
  /** What it asks about was deleted meanwhile: that says nothing about other things. */
  readonly isGone?: true | undefined;
  /** It was answered, and a part of what was said could not be read: that says nothing about other answers. */
  readonly isPart?: true | undefined;
  /** ISO 8601: when AWS said so, of an answer that comes from an earlier snapshot. */
  readonly readAt?: string | undefined;
};

/** One thing AWS said. Sets go by ARN, principals by id, accounts by their 12 digits. */
export type Found =
  | { readonly kind: 'set'; readonly set: string }
  | ({ readonly kind: 'set-details'; readonly set: string } & SetDetails)
  | { readonly kind: 'managed-policy'; readonly set: string; readonly arn: string }
  | { readonly kind: 'customer-policy'; readonly set: string; readonly name: string; readonly path: string }
  | { readonly kind: 'inline-policy'; readonly set: string; readonly document: string }
  | { readonly kind: 'aws-boundary'; readonly set: string; readonly arn: string }
  | { readonly kind: 'customer-boundary'; readonly set: string; readonly name: string; readonly path: string }
  | { readonly kind: 'provisioned'; readonly set: string; readonly account: string }
  | { readonly kind: 'outdated'; readonly set: string; readonly account: string }
  | { readonly kind: 'group'; readonly id: string; readonly name: string | undefined }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string | undefined;
      readonly disabled?: boolean | undefined;
    }
  | { readonly kind: 'member'; readonly group: string; readonly user: string }
  | {
      readonly kind: 'account';
      readonly id: string;
      readonly name: string | undefined;
      readonly state?: string | undefined;
    }
  | ({ readonly kind: 'assignment' } & AssignmentRow)
  | ({ readonly kind: 'request-listed' } & RequestListed)
  | { readonly kind: 'request'; readonly request: RequestRow }
  /** Describing it said that it does not exist. */
  | { readonly kind: 'no-such-principal'; readonly type: PrincipalType; readonly id: string };

type RequestListed = {
  readonly of: RequestKind;
  readonly id: string;
  readonly status: RequestStatus;
  readonly createdAt: string;
};

type SetDetails = {
  readonly name: string;
  readonly description: string | undefined;
  readonly sessionDuration: string | undefined;
  readonly relayState?: string | undefined;
};

export type AssignmentRow = {
  readonly type: PrincipalType;
  readonly principal: string;
  readonly account: string;
  readonly set: string;
};

/** A request in AWS's ids; names come with the snapshot. */
export type RequestRow = {
  readonly kind: RequestKind;
  readonly id: string;
  readonly status: RequestStatus;
  readonly createdAt: string;
  readonly set: string | undefined;
  readonly account: string | undefined;
  readonly type: PrincipalType | undefined;
  readonly principal: string | undefined;
  readonly failureReason: string | undefined;
};
