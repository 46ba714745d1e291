/** What the evaluation of Terraform leaves open. */
import type { IncompleteExpression, ProblemReason } from './problem';
import type { UnknownReason } from './unknown';

export type EvaluationReason =
  | TerraformError
  | OpenValue
  | OpenExpansion
  | OpenModule
  | OpenFile
  | UnsupportedReason
  | PlanReason;

/** Terraform stops here. `message` is what Terraform itself says (1.11.4), word for word as far as recorded answers hold it. */
export type TerraformError =
  | { readonly kind: 'terraform-error'; readonly message: string }
  | { readonly kind: 'call-failed'; readonly function: string; readonly message: string }
  | { readonly kind: 'invalid-argument'; readonly parameter: string; readonly message: string }
  /** `problem`: what our own reader finds; Terraform stops too, and says it in its own words. */
  | { readonly kind: 'invalid-yaml' | 'invalid-tfvars'; readonly function: string; readonly problem: ProblemReason }
  | {
      readonly kind: 'invalid-template';
      readonly function: string;
      readonly path: string;
      readonly problem: ProblemReason | undefined;
    }
  /** A template that a function renders stops for a reason of its own. */
  | { readonly kind: 'template-failed'; readonly function: string; readonly because: UnknownReason }
  /** None of the arguments of `try`. */
  | { readonly kind: 'no-expression-succeeded'; readonly because: readonly UnknownReason[] };

/** Values that the code does not say. `name` and `address` as in Terraform: `var.team`, `module.a["x"].aws_iam_policy.read`. */
export type OpenValue =
  | { readonly kind: 'variable-without-value'; readonly name: string }
  | { readonly kind: 'output-without-value'; readonly name: string }
  | { readonly kind: 'no-output'; readonly name: string }
  | { readonly kind: 'depends-on'; readonly address: string; readonly because?: UnknownReason | undefined }
  | { readonly kind: 'known-after-apply'; readonly address: string }
  | { readonly kind: 'known-at-run'; readonly function: string }
  | { readonly kind: 'machine-dependent'; readonly function: string }
  | { readonly kind: 'chosen-workspace' }
  /** The code marks it as sensitive: it is known, and nothing of it is shown. */
  | { readonly kind: 'sensitive' }
  | { readonly kind: 'working-folder' }
  /** `through`: the names between it and itself, the first few. */
  | { readonly kind: 'cycle'; readonly name: string; readonly through: readonly string[] }
  /** An element of a collection, looked at for its type alone. */
  | { readonly kind: 'any-element' }
  | { readonly kind: 'name-missing' }
  | { readonly kind: 'invalid-expression'; readonly problem: IncompleteExpression };

export type OpenExpansion =
  | { readonly kind: 'invalid-count' }
  | { readonly kind: 'invalid-for-each'; readonly given: string }
  | { readonly kind: 'invalid-for-each-set'; readonly of: string }
  | { readonly kind: 'invalid-dynamic-for-each'; readonly given: string }
  | { readonly kind: 'unknown-collection' }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'unknown-for-each-key'; readonly because: UnknownReason };

export type OpenModule =
  | { readonly kind: 'unknown-module'; readonly address: string; readonly because: UnknownReason | undefined }
  | { readonly kind: 'module-calls-itself'; readonly name: string }
  | { readonly kind: 'module-without-source' }
  | { readonly kind: 'module-not-downloaded'; readonly source: string }
  | { readonly kind: 'empty-module-folder'; readonly path: string };

export type OpenFile =
  | { readonly kind: 'file-not-loaded'; readonly path: string }
  | { readonly kind: 'unreadable-file'; readonly path: string; readonly problem: ProblemReason }
  | { readonly kind: 'file-is-template'; readonly path: string }
  | { readonly kind: 'file-in-home'; readonly path: string }
  /** As it is written. */
  | { readonly kind: 'outside-repository'; readonly path: string }
  | { readonly kind: 'file-pending'; readonly path: string }
  | { readonly kind: 'file-lookup-pending'; readonly path: string }
  | { readonly kind: 'unlisted-folder'; readonly path: string };

/** Where Terraform has an answer that is not worked out here. */
export type UnsupportedReason =
  | { readonly kind: 'too-deep' | 'too-large' | 'invalid-number' | 'too-many-arguments' | 'choice-of-types' }
  | { readonly kind: 'too-many-instances' | 'too-many-modules'; readonly limit: number }
  | { readonly kind: 'too-many-references'; readonly name: string; readonly limit: number }
  | { readonly kind: 'unsupported-function'; readonly name: string }
  | { readonly kind: 'unsupported-encoding'; readonly name: string }
  | { readonly kind: 'not-computed'; readonly what: NotComputed };

export type NotComputed =
  | 'compression'
  | 'duplicate-group-name'
  | 'fractional-power'
  | 'ipv4-in-ipv6'
  | 'negative-prefix'
  | 'nested-braces'
  | 'untyped-null'
  | 'yaml-whitespace';

/** What a plan that Terraform made does not say either. */
export type PlanReason =
  | { readonly kind: 'planned-sensitive' | 'planned-after-apply' }
  | { readonly kind: 'planned-reference'; readonly reference: string | undefined }
  | { readonly kind: 'planned-identity'; readonly address: string };
