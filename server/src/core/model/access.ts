/**
 * The vocabulary of both sources: what the code declares and what AWS reports are each an `Access`.
 * Words are AWS's own (Identity Center user guide): permission set, principal, account assignment, provisioning.
 */
import type { Known, Maybe, Origin, Unknown } from '../base';
import type { UnknownReason } from '../reasons';
import type { Attachment } from './attachment';
import type { Configuration } from './configuration';
import type { GroupUse } from './group-use';
import type { Hidden } from './hidden';
import type { Listing } from './listing';
import type { Resource } from './resource';

export type Access = {
  readonly permissionSets: Listing<PermissionSet>;
  /** Policies of attachments whose permission set could not be resolved: any set may have them. */
  readonly unresolvedPolicies?: UnresolvedPolicies | undefined;
  readonly groups: Listing<Group>;
  /** Of declared access only. */
  readonly groupUses?: readonly GroupUse[] | undefined;
  readonly users: Listing<User>;
  /** By 12-digit id. */
  readonly accounts: Listing<Account>;
  readonly policies: Policies;
  readonly assignments: Assignments;
  /** Of declared access only. */
  readonly delegations?: readonly Delegation[] | undefined;
  /** Of declared access only. */
  readonly configuration?: Configuration | undefined;
};

/**
 * An organization whose code says that a delegated administrator, at the origin, manages Identity Center: it can change
 * nothing about sets that are provisioned in the management account, which is identified by its account key.
 */
export type Delegation = { readonly organization: string; readonly managementAccount: string; readonly origin: Origin };

export type UnresolvedPolicies = {
  readonly managedPolicies: readonly Maybe<string>[];
  readonly customerManagedPolicies: readonly PolicyReference[];
  /** Whether one of them is a boundary. */
  readonly haveBoundary: boolean;
};

/** `complete: false` when an unknown collection or a gap may hide further ones; `because` says which. */
export type Assignments = {
  readonly all: readonly Assignment[];
  readonly complete: boolean;
  readonly because: readonly Unknown[];
  /** What may hide further ones, as far as the code shows; `undefined`: anything may be hidden. */
  readonly hidden?: readonly Hidden[] | undefined;
  /** Principals of these types are whole though not everything is: groups, where users are too many to ask one by one. */
  readonly completeFor?: readonly PrincipalType[] | undefined;
  /** Ids of principals whose assignments were listed one by one (ListAccountAssignmentsForPrincipal): theirs are complete. */
  readonly askedFor?: readonly string[] | undefined;
};

export type Policies = {
  readonly all: readonly Policy[];
  readonly complete: boolean;
  readonly because: readonly Unknown[];
};

export type PrincipalType = 'GROUP' | 'USER';

/** How a thing came to be in the Access: made by this code, or only looked up by it (then it must exist elsewhere). */
export type Presence = 'declared' | 'looked-up';

export type PermissionSet = {
  readonly name: Maybe<string>;
  readonly presence: Presence;
  /** `aws_ssoadmin_permission_set.analyst`, or `permission_sets.RedshiftAnalyst` in a YAML access definition. */
  readonly address: string;
  readonly origin: Origin;
  /** ISO 8601; the provider's and AWS's default is PT1H. `undefined` where nothing is written. */
  readonly sessionDuration: Maybe<string> | undefined;
  /** Where the code writes the duration as a number of minutes: that number. */
  readonly sessionMinutes?: number | undefined;
  /** Where the portal sends the user after signing in; absent where nothing is written, or live nothing is set. */
  readonly relayState?: Maybe<string> | undefined;
  readonly description: Maybe<string> | undefined;
  readonly managedPolicies: readonly Maybe<string>[];
  readonly customerManagedPolicies: readonly PolicyReference[];
  readonly permissionsBoundary: Boundary | undefined;
  /** The document's text. */
  readonly inlinePolicy: Maybe<string> | undefined;
  /** Texts in the document whose authors are known: actions, resources, Sids. */
  readonly inlinePolicyTexts?: readonly Known<string>[] | undefined;
  /** Whether policies may be attached that we could not read; then "no policy" is not known. */
  readonly policiesComplete: boolean;
  /** The resources that attach them, as far as they are known. */
  readonly attachments?: readonly Attachment[] | undefined;
  /** The ARN, where it is known (live, or a literal). */
  readonly arn?: string | undefined;
  /** Why the collection it comes from is unknown: it then stands for any number of them, perhaps none. */
  readonly wildcardBecause?: UnknownReason | undefined;
  readonly resource?: Resource | undefined;
  /** Whose it is, where the code sets up one organization, and other code of the workspace may set up others. */
  readonly organization?: string | undefined;
};

export type PolicyReference = {
  readonly name: Maybe<string>;
  /** The policy whose ARN stands where its name belongs, by its address: the ARN itself is known only after the apply. */
  readonly nameIsArnOf?: string | undefined;
  /** Default `/`. */
  readonly path: Maybe<string>;
  readonly origin: Origin;
  /** As of the permission set. */
  readonly organization?: string | undefined;
};

export type Boundary =
  | { readonly kind: 'aws-managed'; readonly arn: Maybe<string> }
  | { readonly kind: 'customer-managed'; readonly reference: PolicyReference };

export type Group = {
  readonly name: Maybe<string>;
  readonly presence: Presence;
  readonly address: string;
  readonly origin: Origin;
  readonly id?: string | undefined;
  /** An output of the root module exports it: its uses may be in other configurations. */
  readonly isExported?: boolean | undefined;
  /** Why the collection it comes from is unknown: it then stands for any number of them, perhaps none. */
  readonly wildcardBecause?: UnknownReason | undefined;
  readonly resource?: Resource | undefined;
};

/** `disabled`: may not sign in; known of live users only. */
export type User = Group & { readonly disabled?: boolean | undefined };

export type Account = {
  readonly id: Maybe<string>;
  readonly name: Maybe<string> | undefined;
  readonly origin: Origin;
  /** The resource or data source that stands for it, where the id is not known. */
  readonly address?: string | undefined;
  /** AWS Organizations' own word, `ACTIVE` or `SUSPENDED`; known of live accounts only. */
  readonly state?: string | undefined;
};

/** A customer managed policy that some code creates. */
export type Policy = {
  readonly name: Maybe<string>;
  readonly path: Maybe<string>;
  /** The account the code that makes it runs in. */
  readonly account: Maybe<string>;
  /** The policy document's text; `undefined` where the code says none, as access definitions do. */
  readonly document?: Maybe<string> | undefined;
  /** The name of the file that the document is in, without folder and ending. */
  readonly documentName?: string | undefined;
  /** The name an access definition gave for the account, where it gave no id. */
  readonly accountName?: Maybe<string> | undefined;
  readonly address: string;
  readonly origin: Origin;
  readonly resource?: Resource | undefined;
  /** As of a permission set. */
  readonly organization?: string | undefined;
};

export type Assignment = {
  readonly principalType: Maybe<PrincipalType>;
  /** Display name of the group, or user name. */
  readonly principal: Maybe<string>;
  readonly account: Maybe<string>;
  readonly permissionSet: Maybe<string>;
  readonly address: string;
  /** The block or entry that makes it, or what of AWS's answers says it. */
  readonly origin: Origin;
  /**
   * The text that a person edits to change this grant: the entry of a map, a list or a file, with the way from there to
   * the block. Of declared access only.
   */
  readonly writtenAt?: Origin | undefined;
  /** Finds it, where that is worth the work only for the few that are looked at: use `writtenAt()`. */
  readonly findEntry?: ((it: Assignment) => Origin) | undefined;
  /** What is certain though the name or id is not: see `idc access` in the product's contracts. */
  readonly principalId?: string | undefined;
  /** The group or user was deleted and its assignment left behind; known of live assignments only. */
  readonly principalIsGone?: boolean | undefined;
  readonly accountRef?: string | undefined;
  /** The name the code gave for the account, where it may give one instead of an id. */
  readonly accountName?: Maybe<string> | undefined;
  readonly permissionSetArn?: string | undefined;
  /** What the code asks for by a key that none of its resources has: Terraform would stop there. */
  readonly missing?: { readonly permissionSet?: MissingKey | undefined; readonly principal?: MissingKey | undefined };
  /** What the code asks for in a way that Terraform refuses, such as an undeclared reference: what was meant is open. */
  readonly refused?: { readonly permissionSet: boolean; readonly principal: boolean };
  /** Why the collection it comes from is unknown: it then stands for any number of assignments. */
  readonly wildcardBecause?: UnknownReason | undefined;
  readonly resource?: Resource | undefined;
  /** As of a permission set. */
  readonly organization?: string | undefined;
  /** Arguments whose changes Terraform ignores (`lifecycle`); `all` stands for every one. */
  readonly ignoredChanges?: readonly Known<string>[] | undefined;
};

/** `keys` are those there are. */
export type MissingKey = { readonly key: Known<string>; readonly keys: readonly string[] };

/** Everything in an Access that could not be known, each with where it stands. */
export type UnknownFact = {
  readonly address: string;
  readonly attribute: string;
  readonly because: UnknownReason;
  readonly origin: Origin;
};
