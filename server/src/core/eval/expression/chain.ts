/** The names that begin a reference: `local.teams.lead` is `local` with `teams`, `lead`. */
import type * as hcl from '../../syntax/hcl';

export type Chain = { readonly root: string; readonly names: readonly string[] };

const cache = new WeakMap<hcl.Expression, Chain | false>();

/** `undefined` where the expression is more than names, or the last name is still to be typed. */
export function chainOf(expression: hcl.Variable | hcl.GetAttribute): Chain | undefined {
  let chain = cache.get(expression);
  if (chain === undefined) {
    chain = collect(expression) ?? false;
    cache.set(expression, chain);
  }
  return chain || undefined;
}

function collect(expression: hcl.Expression): Chain | undefined {
  const names: string[] = [];
  let rest = expression;
  while (rest.kind === 'attribute') {
    names.push(rest.name.text);
    rest = rest.object;
  }
  return rest.kind === 'variable' ? { root: rest.name, names: names.reverse() } : undefined;
}

/** Whether the expression only looks something up: evaluating it again can fail only where its parts change. */
export function isTraversal(expression: hcl.Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return true;
    case 'attribute':
      return isTraversal(expression.object);
    case 'index':
      return isTraversal(expression.object) && (isTraversal(expression.key) || isConstant(expression.key));
    case 'parentheses':
      return isTraversal(expression.inner);
    default:
      return false;
  }
}

function isConstant(expression: hcl.Expression): boolean {
  if (expression.kind === 'template') return expression.parts.every((part) => part.kind === 'text');
  return expression.kind === 'number';
}
