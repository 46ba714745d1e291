/** `idc diff --format json`, version 1: what code and AWS have in common, what only one of them has, and what can't be told. */
import type { GrantReport } from './access-diff';
import type { WrittenAt } from './access-report';

export type ComparisonReport = {
  readonly version: 1;
  /** When the live side was read, and of which instance. */
  readonly takenAt: string;
  readonly instance: string;
  readonly both: readonly LiveGrantReport[];
  readonly onlyInCode: readonly LiveGrantReport[];
  readonly onlyLive: readonly LiveGrantReport[];
  /** Only live too, and rightly: Control Tower's, and what the project file says is managed elsewhere. */
  readonly elsewhere: readonly LiveGrantReport[];
  /** `principal` is the id of a group or user that no longer exists. */
  readonly orphaned: readonly LiveGrantReport[];
  readonly permissionSets: {
    readonly differing: readonly DifferingSetReport[];
    readonly onlyInCode: readonly NamedSetReport[];
    readonly onlyLive: readonly NamedSetReport[];
  };
  /** New since the revision given, and live already under that name: creating them would hang. */
  readonly namesTaken: readonly NamedSetReport[];
  readonly notComparable: readonly NotComparableReport[];
  /** What could not be read of the live side. */
  readonly gaps: readonly { readonly what: string; readonly because: string; readonly action?: string }[];
};

/** `saidBy` is the API operation that said so; absent for what only the code says. */
export type LiveGrantReport = GrantReport & { readonly saidBy?: string };

export type NamedSetReport = {
  readonly name: string;
  readonly address?: string;
  readonly arn?: string;
  readonly file?: string;
  readonly line?: number;
};

export type DifferingSetReport = NamedSetReport & {
  readonly differences: readonly {
    readonly attribute: string;
    /** Of lists, only what the other side lacks; empty where there is nothing. */
    readonly inCode: string;
    readonly live: string;
    readonly file?: string;
    readonly line?: number;
  }[];
};

export type NotComparableReport = {
  readonly what: string;
  readonly because: string;
  readonly file?: string;
  readonly line?: number;
  /** Of an assignment of the code. */
  readonly writtenAt?: WrittenAt;
};
