/**
 * What there is to say of the configuration that access comes from, beside the access itself. Only Terraform has it:
 * neither AWS nor a YAML access definition refers to anything by expression.
 */
import type { Origin } from '../base';
import type { MissingKey } from './access';
import type { Resource } from './resource';
import type { ListPositions, Located, LookUp, UndeclaredReference, UnloadedValue } from './terraform';

export type Configuration = {
  readonly undeclared: readonly UndeclaredReference[];
  /** Where Terraform would stop with "Invalid index", in arguments of Identity Center's resources. */
  readonly missingKeys: readonly MissingKeyOf[];
  readonly moduleDependencies: readonly ModuleDependency[];
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
  readonly attributeDependencies: readonly (Located & { readonly text: string })[];
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

/** Positions that are the keys of assignments, memberships or attachments. */
export type Positions = ListPositions & {
  readonly kind: PositionedKind;
  /** How many there are now; `undefined` where there are none yet, or that is not known. */
  readonly count: number | undefined;
};

/** As a reader calls them. */
export type PositionedKind = 'assignments' | 'group memberships' | 'policy attachments';

/** A call of a module with a `depends_on`, which stands at its origin: all that is in the module waits for what it names. */
export type ModuleDependency = {
  /** Without keys: `module.team.module.assignments`. */
  readonly address: string;
  readonly root: string;
  readonly origin: Origin;
  readonly dependsOn: ReadonlySet<Resource>;
};

/** `of` is what lacks the key, where it has a name: `local.accounts`. */
export type MissingKeyOf = MissingKey & { readonly of: string | undefined };
