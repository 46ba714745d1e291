/**
 * What there is to say of the configuration that access comes from, beside the access itself. Only Terraform has it:
 * neither AWS nor a YAML access definition refers to anything by expression.
 */
import type { Known, Origin } from '../base';
import type { MissingKey } from './access';
import type { Resource } from './resource';

export type Configuration = {
  readonly undeclared: readonly UndeclaredReference[];
  /** Where Terraform would stop with "Invalid index", in arguments of Identity Center's resources. */
  readonly missingKeys: readonly MissingKeyOf[];
  readonly waitingModules: readonly WaitingModule[];
  readonly positions: readonly Positions[];
  readonly unloaded: readonly UnloadedValue[];
  readonly lookUps: readonly LookUp[];
  readonly collidingKeys: readonly CollidingKey[];
  readonly unstableKeys: readonly UnstableKeys[];
  readonly misplacedArns: readonly MisplacedArn[];
};

/** The ARN of a policy that the code makes, by its address, where that of an AWS managed policy belongs. */
export type MisplacedArn = { readonly policy: string; readonly origin: Origin };

/** Keys, or a number, worked out at the origin, which no plan can know before something else is made. */
export type UnstableKeys = {
  readonly origin: Origin;
  /** What is made with them, without keys. */
  readonly block: string;
  readonly by: 'for_each' | 'count';
  readonly expansion: Located;
  /** `aws_ssoadmin_permission_set.ops.arn`, at the block that will have it. */
  readonly madeOf: readonly (Located & { readonly text: string })[];
};

/** One key that two items of a `for_each` have; the origin is the second one's. */
export type CollidingKey = {
  readonly key: string;
  readonly origin: Origin;
  readonly first: Located;
  readonly forEach: Located;
  /** What is made with the keys, without its own: `module.access.aws_ssoadmin_account_assignment.this`. */
  readonly block: string;
  /** Of `merge`, which takes the second item alone: what the first would have made. `undefined` where the plan fails. */
  readonly lost: LostItem | undefined;
};

/** An instance by its address. `difference`: from what is made under the same address; `undefined` where nothing is. */
export type LostItem = { readonly address: string; readonly difference: Difference | undefined };

/** `what`: account, permission set, … */
export type Difference = { readonly what: string; readonly lost: string; readonly kept: string };

/** `lookup(map, key, default)`, at its origin, where a principal, set or account is named. */
export type LookUp = {
  /** `principal_id`, `target_id`, … */
  readonly argument: string;
  readonly origin: Origin;
  readonly map: Located;
  readonly key: Located;
  /** The default: a text, or nothing for null. */
  readonly otherwise: string | undefined;
};

/** A variable that access comes from, whose default, at its origin, is empty, and which is set only in files not loaded. */
export type UnloadedValue = {
  readonly variable: string;
  readonly origin: Origin;
  readonly setAt: readonly Located[];
};

/**
 * A `count` or `for_each`, at its origin, that tells things apart by their place in a list: what is inserted into the list
 * moves all behind it, and each of them is removed and made again.
 */
export type Positions = {
  readonly origin: Origin;
  readonly kind: PositionedKind;
  /** How many there are now; `undefined` where there are none yet, or that is not known. */
  readonly count: number | undefined;
  /** Where a set of the very list would do: the list, and each item that is taken from it. */
  readonly items: { readonly list: Located; readonly uses: readonly Located[] } | undefined;
};

/** As a reader calls them. */
export type PositionedKind = 'assignments' | 'group memberships' | 'policy attachments';

/** A call of a module with a `depends_on`, which stands at its origin: all that is in the module waits for what it names. */
export type WaitingModule = {
  /** Without keys: `module.team.module.assignments`. */
  readonly address: string;
  readonly root: string;
  readonly origin: Origin;
  readonly dependsOn: ReadonlySet<Resource>;
};

/** `of` is what lacks the key, where it has a name: `local.accounts`. */
export type MissingKeyOf = MissingKey & { readonly of: string | undefined };

/** A reference to something that its module certainly does not declare. */
export type UndeclaredReference = {
  readonly kind: 'variable' | 'local' | 'resource' | 'data source' | 'module' | 'output';
  /** The whole of it: `local.acounts`, `data.aws_identitystore_group.ops`, `module.sso.arns`. */
  readonly text: Known<string>;
  /** Where its last name stands, which may be the wrong one. */
  readonly name: Located;
  /** What the module does declare, in the same form. */
  readonly declared: readonly string[];
};

type Located = { readonly origin: Origin };
