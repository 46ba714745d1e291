/**
 * How the code makes its access: the blocks of its configuration, and what must be there before what. Only the code has
 * them; live access and YAML access definitions have none.
 */

/**
 * One `resource` or `data` block. Terraform orders whole blocks, so all that a `for_each` makes of one share it, and so
 * do all instances of the module around it.
 */
export type Resource = {
  /** `module`: a module whose code is not here; what is in it, and what that depends on, can't be told. */
  readonly mode: 'managed' | 'data' | 'module';
  /** `aws_iam_policy`; empty for a module. */
  readonly type: string;
  /** Without keys: `module.team.aws_iam_policy.read`. */
  readonly address: string;
  /** Folder of the root module. Another root has another state, and another order. */
  readonly root: string;
  /** What its arguments refer to, through locals, variables and outputs, but not through other resources. */
  readonly references: ReadonlySet<Resource>;
  /** Variables of the root, without a value, that its arguments rest on. */
  readonly inputs: ReadonlySet<string>;
  /** What a module whose code is not here is given, as far as it is known text. */
  readonly texts: readonly string[];
  /** What `depends_on` names, its own or that of a module call around it. */
  readonly dependsOn: ReadonlySet<Resource>;
  /** The configuration of the provider it is made with: two of them may work in different accounts. */
  readonly provider: string;
  /** An `import` block names it, so it exists before the first plan. */
  readonly isImported: boolean;
  /** A data source in a `check` block: where it can't be read, Terraform only warns. */
  readonly isChecked: boolean;
};

/**
 * Whether Terraform certainly, or through a module whose code is not here possibly, settles `earlier` before `later`:
 * `false` means that nothing orders them this way round.
 */
export function comesAfter(later: Resource, earlier: Resource): boolean {
  const seen = new Set<Resource>([later]);
  const open = [later];
  for (let it = open.pop(); it; it = open.pop()) {
    for (const next of [...it.references, ...it.dependsOn]) {
      if (next === earlier) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}
