/** References written as plain names, as `depends_on`, `provider` and `providers` take them. */
import type * as hcl from '../../syntax/hcl';

/** `aws.identity`, `module.sso`; a quoted one is the old spelling. `undefined` for any other expression. */
export function traversal(expression: hcl.Expression | undefined): string | undefined {
  switch (expression?.kind) {
    case 'variable':
      return expression.name;
    case 'attribute': {
      const object = traversal(expression.object);
      return object === undefined ? undefined : `${object}.${expression.name.text}`;
    }
    case 'template':
      return plainText(expression);
    case 'index':
      return traversal(expression.object);
    case 'parentheses':
      return traversal(expression.inner);
    default:
      return undefined;
  }
}

/** Each item of a list of references. */
export function traversals(list: hcl.Expression | undefined): readonly string[] {
  if (list?.kind !== 'tuple') return [];
  return list.items.map(traversal).filter((it) => it !== undefined);
}

/** The text of a string without interpolation. */
export function plainText(template: hcl.Expression | undefined): string | undefined {
  if (template?.kind !== 'template') return undefined;
  const texts = template.parts.map((part) => (part.kind === 'text' ? part.value : undefined));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}
