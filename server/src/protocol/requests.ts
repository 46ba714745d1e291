/**
 * What the client may ask beyond LSP, and what the server tells it unasked. A notification always carries the complete
 * state, never a change to it. Cancelling a request (LSP's own way) cancels the AWS calls behind it.
 */
import type { AccessReport } from './access-report';
import type { FileFormat } from './file-formats';
import type { AccessMatrix } from './matrix';
import type { AccessSubject, TreeNode, ViewId } from './nodes';
import type { ReportPage, ReportQuestion } from './report-page';
import type { WhoPivot } from './who-report';

export type Requests = {
  /** The profiles of the AWS config file, usable ones first. */
  readonly 'idc/profiles': Exchange<undefined, ProfilesAnswer>;
  /** The IAM policy that a role needs for all that is read. */
  readonly 'idc/readOnlyPolicy': Exchange<undefined, string>;
  readonly 'idc/signIn': Exchange<SignInQuestion | undefined, Answer>;
  readonly 'idc/signOut': Exchange<undefined, Answer>;
  readonly 'idc/refresh': Exchange<undefined, RefreshAnswer>;
  readonly 'idc/checkProvisioning': Exchange<undefined, ProvisioningAnswer>;
  /** Looks into every target account; what was found is kept, and `idc/report` shows it. */
  readonly 'idc/checkPolicies': Exchange<undefined, PoliciesAnswer>;
  readonly 'idc/children': Exchange<ChildrenQuestion, readonly TreeNode[]>;
  /** Asked again when `idc/treeChanged` tells of the access view. */
  readonly 'idc/matrix': Exchange<undefined, AccessMatrix>;
  /** Waits until the newest texts are analysed. */
  readonly 'idc/declared': Exchange<undefined, readonly DeclaredFolder[]>;
  readonly 'idc/status': Exchange<undefined, Status>;
  /** Names to choose from: those of the code and of live access. */
  readonly 'idc/choices': Exchange<undefined, AccessChoices>;
  /** The workspace folders, those that declare access first. */
  readonly 'idc/folders': Exchange<undefined, readonly FolderChoice[]>;
  readonly 'idc/report': Exchange<ReportQuestion, ReportAnswer>;
  /** Asks AWS anew for what a report's `further` announces; also how that failed is told by the report. */
  readonly 'idc/readFurther': Exchange<ReportQuestion, Answer>;
  /** "Who can access what" as the text of a file. */
  readonly 'idc/accessReport': Exchange<AccessReportQuestion, FileAnswer>;
  /** The matrix as the text of a file: the one given, else all of it. */
  readonly 'idc/matrixText': Exchange<MatrixTextQuestion, FileAnswer>;
  /** Live access as the text of a snapshot file. */
  readonly 'idc/snapshotText': Exchange<{ readonly pseudonymise: boolean }, FileAnswer>;
  /** Shows a snapshot file's text in place of AWS; `name` is what it is called on the screen. */
  readonly 'idc/openSnapshot': Exchange<{ readonly name: string; readonly text: string }, Answer>;
  readonly 'idc/closeSnapshot': Exchange<undefined, Answer>;
  /** Branches, tags and commits of the repository that a folder is in. */
  readonly 'idc/revisions': Exchange<{ readonly folder?: string }, RevisionsAnswer>;
  readonly 'idc/groupAccess': Exchange<{ readonly by: AccessGrouping }, Answer>;
  /** The rows that lead to an access in the Access view, from the root on; empty where it is not there. */
  readonly 'idc/rowsTo': Exchange<AccessSubject, readonly TreeNode[]>;
  /** Where a new assignment could be written. */
  readonly 'idc/assignmentTargets': Exchange<NewAssignment, readonly AssignmentTarget[]>;
  readonly 'idc/newAssignment': Exchange<NewAssignment & { readonly target: string }, NewAssignmentAnswer>;
};

export type Notifications = {
  readonly 'idc/statusChanged': Status;
  /** Ask `idc/children` again for what is shown. */
  readonly 'idc/treeChanged': { readonly view: ViewId };
};

/** What the client tells the server unasked. */
export type ClientNotifications = {
  /** What a refresh asks first, in one that runs too. */
  readonly 'idc/focus': FocusNotification;
  /** The user trusts the workspace, and did not at the start. */
  readonly 'idc/trusted': Record<string, never>;
};

export type FocusNotification = {
  /** Rows that are selected or opened in the Access view, and what is chosen in the matrix. */
  readonly access: readonly AccessSubject[];
  /** The URI of the document in the active editor. */
  readonly document?: string;
};

export type Exchange<P, R> = { readonly params: P; readonly result: R };
export type RequestName = keyof Requests;

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

export type PoliciesAnswer =
  | { readonly ok: true; readonly there: number; readonly missing: number; readonly notLooked: number }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type AccessChoices = {
  readonly principals: readonly PrincipalChoice[];
  readonly accounts: readonly AccountChoice[];
  readonly permissionSets: readonly NamedChoice[];
  /** ISO 8601; absent where only the code could be asked. */
  readonly takenAt?: string | undefined;
};

/** `detail` says where it is known from. */
export type NamedChoice = { readonly name: string; readonly detail: string };
export type PrincipalChoice = NamedChoice & { readonly type: 'GROUP' | 'USER' };
export type AccountChoice = { readonly id: string; readonly name?: string | undefined; readonly detail: string };

export type FolderChoice = { readonly root: string; readonly declares: boolean };

/** `markdown` is the page for a clipboard. */
export type ReportAnswer =
  | { readonly ok: true; readonly page: ReportPage; readonly markdown: string }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type AccessReportQuestion = {
  readonly format: FileFormat;
  readonly by: WhoPivot;
  readonly productionOnly: boolean;
  readonly folder?: string;
};

export type MatrixTextQuestion = { readonly format: FileFormat; readonly matrix?: AccessMatrix };

/** `holds` says what is in it, `gaps` how much could not be read. */
export type FileAnswer =
  | { readonly ok: true; readonly text: string; readonly holds: string; readonly gaps: number }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type RevisionsAnswer =
  | { readonly ok: true; readonly revisions: readonly RevisionChoice[] }
  | { readonly ok: false; readonly failure: FailureAnswer };

export type RevisionChoice = {
  readonly kind: 'branch' | 'remote-branch' | 'tag' | 'commit';
  /** What Git is asked for. */
  readonly revision: string;
  readonly detail: string;
  /** The branch that is checked out. */
  readonly current: boolean;
};

export type AccessGrouping = 'group' | 'account' | 'permission-set' | 'user';

export type NewAssignment = {
  readonly principalType: 'GROUP' | 'USER';
  readonly principal: string;
  readonly account: string;
  readonly permissionSet: string;
};

export type AssignmentTarget = {
  /** To be handed back. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
};

/** `at` is where the new text begins, once the edits are made. */
export type NewAssignmentAnswer =
  | {
      readonly ok: true;
      readonly edits: readonly {
        readonly uri: string;
        readonly creates: boolean;
        readonly line: number;
        readonly column: number;
        readonly endLine: number;
        readonly endColumn: number;
        readonly text: string;
      }[];
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
  readonly currentActivity: CurrentActivity;
  /** The snapshot file that stands in for AWS, by its name. */
  readonly opened: string | undefined;
  /** ISO 8601, when policies were last looked for in target accounts. */
  readonly policiesAt: string | undefined;
  /** How the Access view is grouped. */
  readonly grouping: AccessGrouping;
  readonly failure: FailureAnswer | undefined;
  readonly failedRequests: number;
  /** Whether any folder declares permission sets or assignments; `undefined` until the first analysis is done. */
  readonly declares: boolean | undefined;
};

/** `browser`: a page of this machine can come back to the server (PKCE); otherwise a code is shown, to be confirmed anywhere. */
export type SignInQuestion = { readonly by: 'browser' | 'code' };

export type CurrentActivity =
  | { readonly kind: 'idle' }
  /** Without a code the page leads back by itself. */
  | { readonly kind: 'signing-in'; readonly url: string; readonly code: string | undefined }
  | {
      readonly kind: 'working';
      readonly done: number;
      readonly total: number | undefined;
      readonly what: string;
      /** All of it in words, with the time that is left where it can be told. */
      readonly text: string;
    };

/** Handed over once, when the server starts. */
export type InitializationOptions = {
  /** Whether we color Terraform files, because no extension made for Terraform does. */
  readonly colorsTerraform: boolean;
  /** Whether a link in a hover may run a command of the client. */
  readonly runsCommands?: boolean;
  /** Whether the user trusts the workspace; where it is not said, there is no trust to ask for. Without it Git is not run. */
  readonly isTrusted?: boolean;
  /** How the Access view was grouped last. */
  readonly grouping?: AccessGrouping;
  /** The folder that the editor keeps for the extension; snapshots are saved there. */
  readonly storage?: string;
};
