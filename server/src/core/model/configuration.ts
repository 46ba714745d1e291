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
};

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
