/**
 * Who chose a value that is written elsewhere. `accounts = [local.ids.prod]` leaves the text of the id to its author, and
 * yet it is this entry that takes it, and not another; so does the key that picks one of several permission sets.
 */
import { type Origin, withChoice } from '../../base';
import type * as hcl from '../../syntax/hcl';
import type { Value } from '../value/value';
import { chainOf, isTraversal } from './chain';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

/** For an item of a collection: a reference chooses, where it names one thing outside of any loop. */
export function chosenHere(value: Value, written: hcl.Expression, scope: Scope): Value {
  return isPart(value) && isNamed(written) ? chosen(value, originOfNode(written, scope)) : value;
}

/** For `collection[key]`: a key that is written out in the index chooses no more than a name does. */
export function chosenByKey(value: Value, key: Value, { key: written }: hcl.Index): Value {
  return key.kind === 'string' && !isConstant(written) ? chosenBy(value, key) : value;
}

export function chosenBy(value: Value, key: Value): Value {
  if (isPart(value)) return chosen(value, key.origin);
  return value.kind === 'object' && value.rest ? { ...value, rest: chosen(value.rest, key.origin) } : value;
}

function chosen<V extends Value>(value: V, by: Origin): V {
  return { ...value, origin: withChoice(value.origin, by) };
}

/** What can be an account, a principal or a permission set. */
function isPart(value: Value): boolean {
  return value.kind === 'string' || value.kind === 'number' || (value.kind === 'unknown' && value.isError !== true);
}

function isConstant(expression: hcl.Expression): boolean {
  return expression.kind === 'template' && expression.parts.every(({ kind }) => kind === 'text');
}

const cache = new WeakMap<hcl.Expression, boolean>();

function isNamed(expression: hcl.Expression): boolean {
  if (expression.kind === 'template') return false;
  let isIt = cache.get(expression);
  if (isIt === undefined) {
    isIt = isTraversal(expression) && !hasDynamicKey(expression) && isOutside(rootOf(expression));
    cache.set(expression, isIt);
  }
  return isIt;
}

/** What a loop or `each` hands out is chosen by what they go through. */
function isOutside(root: string): boolean {
  return ['local', 'var', 'module', 'data'].includes(root) || root.startsWith('aws_');
}

function rootOf(expression: hcl.Expression): string {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'attribute':
      return chainOf(expression)?.root ?? rootOf(expression.object);
    case 'index':
      return rootOf(expression.object);
    case 'parentheses':
      return rootOf(expression.inner);
    default:
      return '';
  }
}

function hasDynamicKey(expression: hcl.Expression): boolean {
  switch (expression.kind) {
    case 'index':
      return isTraversal(expression.key) || hasDynamicKey(expression.object);
    case 'attribute':
      return hasDynamicKey(expression.object);
    case 'parentheses':
      return hasDynamicKey(expression.inner);
    default:
      return false;
  }
}
