/**
 * What evaluating a project yields: every root module expanded to single resource instances, with what could not be
 * known beside it. `declared/` reads it as an Access; nothing here knows what Identity Center is.
 */
import type { Fault, Location, Origin, Problem } from '../../base';
import type { ListPositions, LookUp, UndeclaredReference, UnloadedValue } from '../../model/terraform';
import type { UnknownReason } from '../../reasons';
import type * as hcl from '../../syntax/hcl';
import type { OpenKey } from '../module/expansion';
import type { Collision, Value } from '../value/value';

export type Project = {
  /** Every file that `hcl.parse` reads, of all folders: `.tf`, `.tofu`, `.tfvars`, and each of them with `.json` behind. */
  readonly files: readonly hcl.File[];
  /** Text of any other file that is loaded (YAML, JSON, CSV, templates), by path; `undefined` where it does not exist. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Bytes of files whose text does not give them back: what is no UTF-8, or begins with a byte order mark. */
  readonly binaries?: ReadonlyMap<string, Uint8Array> | undefined;
  /** Paths of all files below the workspace folder that are known to exist, for `fileset` and `fileexists`. */
  readonly paths: ReadonlySet<string>;
  /** Paths of files and folders that are known to lead out of the repository: nobody looks what is there, or whether. */
  readonly outside?: ReadonlySet<string> | undefined;
  readonly options: EvaluationOptions;
};

export type EvaluationOptions = {
  /** Only this folder is a root; otherwise every folder that no other folder calls as a module is one. */
  readonly root?: string | undefined;
  /** As `-var-file`, in order. */
  readonly varFiles?: readonly string[] | undefined;
  readonly workspace?: string | undefined;
  /**
   * `owner/name` of the repository the workspace folder is a checkout of: a module that calls itself by its registry or
   * git name then means this very folder. Where it is not given, `.git/config` is asked for.
   */
  readonly repository?: string | undefined;
};

export type Evaluated = {
  readonly roots: readonly EvaluatedRoot[];
  readonly problems: readonly Problem[];
  /** Which roots there are could not be told. */
  readonly fault?: Fault | undefined;
  /** Paths that an expression reads and that are not loaded yet: the host loads them and evaluates again. */
  readonly wanted: readonly string[];
  /** Paths that file functions read: a YAML file among them is data of Terraform's, not an access definition. */
  readonly read: ReadonlySet<string>;
};

export type EvaluatedRoot = {
  /** The folder, relative to the workspace; `` for the workspace folder itself. */
  readonly path: string;
  readonly instances: readonly ResourceInstance[];
  /** By full address with all keys: `module.team["a"].aws_ssoadmin_permission_set.this["Admin"]`. */
  readonly byAddress: ReadonlyMap<string, ResourceInstance>;
  /** Modules that were called and could not be entered, with the reason and the advice. */
  readonly unknownModules: readonly UnknownModule[];
  /** The root's own outputs. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** Variables of the root that nothing gives a value. */
  readonly unset: ReadonlySet<string>;
  /** By address without keys, each computed when it is asked for. */
  readonly blocks: ReadonlyMap<string, ResourceBlock>;
  /** Calls of modules, likewise. */
  readonly calls: ReadonlyMap<string, CallBlock>;
  readonly unloaded: readonly UnloadedValue[];
  /** Of resources and module calls, where something is wrong with their keys. */
  readonly keys: readonly Keys[];
  readonly sources: SourceTexts;
  /** We failed to evaluate it: nothing of it is known. */
  readonly fault?: Fault | undefined;
};

/** The files that values come from, by path: Terraform's as trees, and the text of any other. */
export type SourceTexts = {
  readonly tree: (path: string) => hcl.File | undefined;
  readonly text: (path: string) => string | undefined;
};

/** The keys of a `for_each`, or of a `count`. */
export type Keys = {
  readonly by: 'for_each' | 'count';
  /** The address of the resource or module call, without keys. */
  readonly block: string;
  readonly at: Location;
  /** What Terraform refuses. */
  readonly collisions: readonly Collision[];
  /** Keys that are unknown until an apply, with the attributes they depend on and the expression that computes them. */
  readonly open: readonly OpenKey[];
  /** What `merge` let an item of the same key replace, with the instances it would have made under the same addresses. */
  readonly replaced: readonly (Collision & { readonly instances: readonly ResourceInstance[] })[];
};

/** Positions in a list that are the keys of instances. */
export type Positions = ListPositions & {
  /** Whether it certainly goes through a list. A `count` of another kind may only say whether there is one. */
  readonly isCounting: boolean;
};

/** A call of a module as it is written. */
export type CallBlock = {
  readonly positions: Positions | undefined;
  readonly source: string;
  /** What its arguments refer to, through locals, and is declared nowhere. */
  readonly undeclared: readonly UndeclaredReference[];
  /** Its own `depends_on`: where it stands, and the blocks it names. */
  readonly dependsOn: { readonly at: Location; readonly blocks: ReadonlySet<string> } | undefined;
};

/**
 * A resource as it is written, and what Terraform applies before it. Terraform orders whole blocks, never single
 * instances, so addresses have no keys: `module.team.aws_iam_policy.read`.
 */
export type ResourceBlock = {
  /** A module whose code is not here is one block, `module.sso`. */
  readonly mode: 'managed' | 'data' | 'module';
  readonly type: string;
  /** What its arguments refer to, through locals, variables and outputs, but not through other resources. */
  readonly references: ReadonlySet<string>;
  /** Variables of the root that its arguments rest on, through locals, variables and outputs. */
  readonly inputs: ReadonlySet<string>;
  /** What `depends_on` names, its own or a module call's around it. */
  readonly dependsOn: ReadonlySet<string>;
  /** What is referred to on the way, and declared nowhere: Terraform refuses the whole configuration for it. */
  readonly undeclared: readonly UndeclaredReference[];
  /** The `provider` block it is made with, `provider.aws.members`; the default one also where no block is written. */
  readonly provider: string;
  /** Whether an `import` block names it: then it exists before the first plan. */
  readonly isImported: boolean;
  /** A data source in a `check` block: where it can't be read, Terraform only warns. */
  readonly isChecked: boolean;
  readonly positions: Positions | undefined;
  readonly lookUps: readonly LookUp[];
};

export type UnknownModule = {
  /** The address without any keys, as `EvaluatedRoot.blocks` has it. */
  readonly block: string;
  /** What it is given. */
  readonly arguments: ReadonlyMap<string, Value>;
  /** `module.sso` or `module.team["a"].module.sso`. */
  readonly address: string;
  readonly source: string;
  readonly because: UnknownReason;
  readonly origin: Origin;
};

export type ResourceInstance = {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** With module path and keys; `[*]` marks the one instance that stands for an unknown `for_each` or `count`. */
  readonly address: string;
  /** The block's address without any keys, as `EvaluatedRoot.blocks` has it. */
  readonly resource: string;
  /** `module.team["a"]`, or `` in the root module. */
  readonly module: string;
  readonly key: Value | undefined;
  /** Why the collection behind `for_each` or `count` is not known; the instance then stands for any number of them. */
  readonly unknownExpansion?: UnknownReason | undefined;
  /** Arguments as written, evaluated; nested blocks are tuples of objects, each with the block's origin. */
  readonly attributes: ReadonlyMap<string, Value>;
  readonly block: hcl.Block;
  readonly path: string;
  /** Where a finding about the instance stands: the header of its block, with module calls and for_each as hops. */
  readonly origin: Origin;
  /** The provider configuration in effect, after `provider`, aliases and `providers` maps; `undefined` for the default one when none is written. */
  readonly provider: ProviderConfiguration | undefined;
  readonly dependsOn: readonly string[];
};

export type ProviderConfiguration = {
  readonly name: string;
  readonly alias: string | undefined;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly origin: Origin;
};
