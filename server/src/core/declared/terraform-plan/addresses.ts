/** Addresses and references as Terraform prints them, taken apart: `module.team["a.b"].aws_iam_policy.this[0].arn`. */

/** A name and the key behind it, as printed: `["a"]`, `[0]`. */
export type Step = { readonly name: string; readonly key: string | undefined };

export function stepsOf(address: string): readonly Step[] {
  const pieces = address.matchAll(/\.?([^.[\]"]+)(\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?/g);
  return [...pieces].map(([, name = '', key]) => ({ name, key }));
}

/** The names of the calls on the way to a module instance: `module.team["a"].module.sso` → team, sso. */
export function callsTo(module: string): readonly string[] {
  return stepsOf(module)
    .filter((_, index) => index % 2 === 1)
    .map(({ name }) => name);
}

export type Declared = {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The address of the module instance. */
  readonly module: string;
};

/** Where a resource is declared, whatever its keys: `module.team.data.aws_iam_policy.this`. */
export function declarationOf(it: Declared): string {
  const calls = callsTo(it.module).map((name) => `module.${name}`);
  return [...calls, ownKey(it)].join('.');
}

/** `aws_iam_policy.this`, `data.aws_iam_policy.this`. */
export function ownKey({ mode, type, name }: Omit<Declared, 'module'>): string {
  return mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
}

/** The module instance a module instance is called from, and its last call. */
export function callOf(module: string): { readonly caller: string; readonly call: Step } | undefined {
  const steps = stepsOf(module);
  const call = steps.at(-1);
  const own = call && `module.${call.name}${call.key ?? ''}`;
  if (!call || own === undefined) return undefined;
  return { caller: module.slice(0, Math.max(0, module.length - own.length - 1)), call };
}
