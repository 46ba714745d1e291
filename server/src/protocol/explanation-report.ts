/** `idc explain --format json`, version 1: the chain from a principal to an account, and its first broken link. */

export type ExplanationReport = {
  readonly version: 1;
  readonly principal: string;
  readonly account: string;
  readonly permissionSet: string | null;
  /** `granted`, or the name of the broken link; the table is in `idc explain --help`. */
  readonly kind: string;
  readonly text: string;
  readonly nextStep: string;
  /** The IAM action without which it can't be decided. */
  readonly missingAction: string | null;
  /** The line of code that is about it. */
  readonly file?: string;
  readonly line?: number;
  readonly links: readonly {
    readonly name: string;
    readonly verdict: 'fine' | 'broken' | 'unknown';
    readonly text: string;
    /** The API operation that said so. */
    readonly saidBy: string;
  }[];
  /** When the evidence was taken. */
  readonly takenAt: string;
  /** What CloudTrail tells beside that; absent where it was not asked. */
  readonly trail?: {
    /** How far back was looked. */
    readonly since: string;
    /** Newest first. */
    readonly events: readonly {
      readonly at: string;
      readonly name: string;
      readonly by: string | null;
      readonly text: string;
      readonly error: string | null;
      readonly account: string | null;
      readonly region: string;
    }[];
    /** What could not be seen, and why. */
    readonly notes: readonly string[];
    readonly missingAction: string | null;
  };
};
