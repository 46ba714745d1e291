/**
 * The environment that is passed to `lsp/` and `cli/`: files, clock, log and AWS. Entry points build it from Node;
 * tests build it from memory. `lsp/` and `cli/` import these types only.
 */
import type {
  Focus,
  InstanceChoice,
  LiveEvent,
  PolicyCheckResult,
  PolicyQuestion,
  PolicyVerdict,
  ProvisioningReport,
  Snapshot,
  TrailAnswer,
  TrailInquiry,
} from '../core/live';
import type { Failure, ProfileProblem } from '../core/reasons';
import type { Files, WriteResult } from './files/file-system';
import type { Git } from './git/repository';

export type { InstanceChoice, ProvisioningReport };

export interface Host {
  readonly files: Files;
  readonly git: Git;
  readonly clock: Clock;
  readonly log: Log;
  readonly aws: Aws;
  readonly snapshots: SnapshotStore;
  readonly policies: PolicyStore;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Invariant: never given a token, a secret or a session credential. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
}

/** One snapshot per instance, kept between sessions and shared by its profiles; saving is atomic. */
export interface SnapshotStore {
  /** Of the instance that the profile showed last for this choice; asks nobody, never throws. */
  readonly load: (profile: string, choice: InstanceChoice) => Promise<Snapshot | undefined>;
  /**
   * One that lacks what the saved one has stands `beside` it, for its profile alone. Never throws; `message` is a
   * sentence's end.
   */
  readonly save: (
    snapshot: Snapshot,
    choice: InstanceChoice,
  ) => Promise<
    | { readonly ok: true; readonly fullerSnapshot: Snapshot | undefined }
    | { readonly ok: false; readonly message: string }
  >;
  /** To a file of that absolute path, whose folder exists; as a whole, or not at all. */
  readonly saveAs: (path: string, snapshot: Snapshot) => Promise<WriteResult>;
  /** Any snapshot file, by its absolute path. Never throws; `message` is a sentence's end. */
  readonly open: (
    path: string,
  ) => Promise<{ readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly message: string }>;
}

/** What was found of policies in the target accounts, one file for each profile, kept between sessions. Never throws. */
export interface PolicyStore {
  readonly load: (profile: string) => Promise<PolicyCheckResult | undefined>;
  /** `message` is a sentence's end. */
  readonly save: (
    profile: string,
    result: PolicyCheckResult,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
}

export type Profile = {
  readonly name: string;
  readonly kind: 'sso-session' | 'legacy-sso' | 'other';
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly role: string | undefined;
  readonly startUrl: string | undefined;
  readonly session: string | undefined;
  readonly signedIn: 'yes' | 'expired' | 'no';
  /** The file it comes from. */
  readonly from: string;
  /** Why it can't be used: a section or a key that is missing. */
  readonly problem?: ProfileProblem | undefined;
};

export type DevicePrompt = {
  readonly url: string;
  readonly urlWithCode: string;
  readonly code: string;
  readonly expiresAt: number;
};

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export type PullOptions = {
  /** What can't have changed since is taken from it. */
  readonly since?: Snapshot | undefined;
  /** What the user looks at, the same object while it does not change: it is asked first, at no further call. */
  readonly focus?: (() => Focus) | undefined;
};

/** Read-only towards AWS; the single exception is signing in. Every call may be cancelled and says so as a failure. */
export interface Aws {
  /** The same, with this choice in place of any made before. */
  readonly at: (choice: InstanceChoice) => Aws;
  /** An IAM policy document that allows what is read, and nothing else. Asks nobody. */
  readonly readOnlyPolicy: () => Promise<string>;
  readonly profiles: () => Promise<Result<readonly Profile[]>>;
  readonly signIn: (
    profile: string,
    prompt: (prompt: DevicePrompt) => void,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /** Through a browser on this machine (PKCE); `open` is given the page to show. Elsewhere `signIn` by code is the way. */
  readonly signInWithBrowser: (
    profile: string,
    open: (url: string) => void,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  readonly signOut: (profile: string) => Promise<Result<void>>;
  /**
   * Emits `started`, progress, snapshots under way, and `finished` or `failed`; resolves with the finished snapshot.
   * Where it can't be known what has changed since an earlier one, all is read.
   */
  readonly pull: (
    profile: string | undefined,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
    from?: PullOptions,
  ) => Promise<Result<Snapshot>>;
  /** Only requests and outdated accounts: cheaper than a pull. `known` supplies names for ids and the sets to ask about. */
  readonly checkProvisioning: (
    profile: string | undefined,
    known: Snapshot | undefined,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<ProvisioningReport>>;
  /** Reads only the status of requests again, and emits no events. */
  readonly checkRequests: (
    profile: string | undefined,
    known: Snapshot,
    earlier: Pick<ProvisioningReport, 'provisioning' | 'gaps'>,
    signal: AbortSignal,
  ) => Promise<Result<ProvisioningReport>>;
  /**
   * Enters each account with a role that the profile's user already has, and asks IAM which of the policies exist
   * there. Where the user has no role, or none that may list policies, the verdict is that nobody could look.
   */
  readonly checkPolicies: (
    profile: string | undefined,
    questions: readonly PolicyQuestion[],
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<readonly PolicyVerdict[]>>;
  /** Reads one user's assignments into a snapshot that left users out for their number; one or two calls. */
  readonly readUser: (
    profile: string | undefined,
    snapshot: Snapshot,
    user: string,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<Snapshot>>;
  /**
   * CloudTrail's event history by names of events: of the account that the profile works in, in the instance's region,
   * and of one other account that the user has a role in. What may not be read is a gap in the answer.
   */
  readonly lookUpEvents: (
    profile: string | undefined,
    inquiry: TrailInquiry,
    emit: (event: LiveEvent) => void,
    signal: AbortSignal,
  ) => Promise<Result<readonly TrailAnswer[]>>;
}
