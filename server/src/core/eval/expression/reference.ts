/** A reference: the scope knows where it begins, the remaining names are looked up in what it finds there. */
import type { Span } from '../../base';
import type { UnknownValue, Value } from '../value/value';
import type { Chain } from './chain';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';
import { attributeOf } from './steps';

export function reference(chain: Chain, node: { readonly span: Span }, scope: Scope): Value {
  const origin = originOfNode(node, scope);
  const found = scope.reference(chain.root, chain.names, origin.at);
  if (!found) return { ...undeclared(chain), origin };
  let { value } = found;
  for (let index = found.used; index < chain.names.length; index++) {
    value = attributeOf(value, chain.names[index] ?? '', origin);
  }
  return value;
}

/** Terraform finds these before it evaluates anything, so no `try` saves them. */
function undeclared(chain: Chain): Omit<UnknownValue, 'origin'> {
  const error = undeclaredMessage(chain);
  return { kind: 'unknown', because: { kind: 'terraform-error', message: error }, isError: true, fatal: true };
}

function undeclaredMessage({ root, names: [first = '', second = ''] }: Chain): string {
  switch (root) {
    case 'var':
      return `An input variable with the name "${first}" has not been declared`;
    case 'local':
      return `A local value with the name "${first}" has not been declared`;
    case 'module':
      return `No module call named "${first}" is declared`;
    case 'data':
      return `A data resource "${first}" "${second}" has not been declared`;
    case 'each':
      return 'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set';
    case 'count':
      return 'The "count" object can be used only in "module", "resource", and "data" blocks, and only when the "count" argument is set';
    case 'self':
      return 'The "self" object is not available in this context';
    default:
      if (first === '') return 'A reference to a resource type must be followed by at least one attribute access';
      return `A managed resource "${root}" "${first}" has not been declared`;
  }
}
