/**
 * What the client may ask beyond LSP, and what the server tells it unasked. A notification always carries the complete
 * state, never a change to it. Cancelling a request (LSP's own way) cancels the AWS calls behind it.
 */
import type { AccessReport } from './access-report';
import type { AccessMatrix } from './matrix';
import type { TreeNode, ViewId } from './nodes';

export type Requests = {
  /** The profiles of the AWS config file, usable ones first. */
  readonly 'idc/profiles': Exchange<undefined, ProfilesAnswer>;
  /** The IAM policy that a role needs for all that is read. */
  readonly 'idc/readOnlyPolicy': Exchange<undefined, string>;
  readonly 'idc/signIn': Exchange<undefined, Answer>;
  readonly 'idc/signOut': Exchange<undefined, Answer>;
  readonly 'idc/refresh': Exchange<undefined, RefreshAnswer>;
  readonly 'idc/checkProvisioning': Exchange<undefined, ProvisioningAnswer>;
  readonly 'idc/children': Exchange<ChildrenQuestion, readonly TreeNode[]>;
  /** Asked again when `idc/treeChanged` tells of the access view. */
  readonly 'idc/matrix': Exchange<undefined, AccessMatrix>;
  /** Waits until the newest texts are analysed. */
  readonly 'idc/declared': Exchange<undefined, readonly DeclaredFolder[]>;
  readonly 'idc/status': Exchange<undefined, Status>;
};

export type Notifications = {
  readonly 'idc/statusChanged': Status;
  /** Ask `idc/children` again for what is shown. */
  readonly 'idc/treeChanged': { readonly view: ViewId };
};

export type Exchange<P, R> = { readonly params: P; readonly result: R };
export type RequestName = keyof Requests;
export type NotificationName = keyof Notifications;

export type ChildrenQuestion = { readonly view: ViewId; readonly parent?: string };

export type FailureAnswer = {
  readonly kind: string;
  readonly message: string;
  readonly nextStep: string;
};

export type Answer = { readonly ok: true } | { readonly ok: false; readonly failure: FailureAnswer };

export type ProfilesAnswer =
  | { readonly ok: true; readonly profiles: readonly ProfileChoice[]; readonly selected: string | undefined }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type ProfileChoice = {
  readonly name: string;
  readonly usesSso: boolean;
  readonly signedIn: 'yes' | 'expired' | 'no';
  /** `account 111122223333 · role ViewOnly · eu-west-1`. */
  readonly summary: string;
  /** Which file, and which SSO session. */
  readonly from: string;
};

export type RefreshAnswer =
  | { readonly ok: true; readonly groups: number; readonly assignments: number; readonly gaps: number }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type ProvisioningAnswer =
  | {
      readonly ok: true;
      readonly failed: number;
      readonly inProgress: number;
      readonly outdated: number;
      readonly gaps: number;
      /** The first failures in a sentence each: set, account, AWS's reason. */
      readonly failures: readonly string[];
    }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type DeclaredFolder = { readonly folder: string; readonly report: AccessReport };

/** Everything the status bar, the welcome texts and the progress need. */
export type Status = {
  readonly profile: string | undefined;
  readonly signedIn: 'yes' | 'no' | 'unknown';
  /** ISO 8601, when the snapshot shown was taken. */
  readonly takenAt: string | undefined;
  /** ISO 8601, when provisioning was last asked about, by a check or with the snapshot. */
  readonly checkedAt: string | undefined;
  readonly doing: Doing;
  readonly failure: FailureAnswer | undefined;
  readonly failedRequests: number;
  /** Whether any folder declares permission sets or assignments; `undefined` until the first analysis is done. */
  readonly declares: boolean | undefined;
};

export type Doing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'signing-in'; readonly url: string; readonly code: string }
  | { readonly kind: 'working'; readonly done: number; readonly total: number | undefined; readonly what: string };

/** Handed over once, when the server starts. */
export type InitializationOptions = {
  /** Whether we color Terraform files, because no extension made for Terraform does. */
  readonly colorsTerraform: boolean;
};
