/** `condition ? a : b`: both arms are brought to the type they have in common, also when only one is ever used. */
import type * as hcl from '../../syntax/hcl';
import { unify } from '../type/conversion';
import { convertTo, isFailure } from '../type/convert';
import { ANY, attributeTypes, BOOL, isCollection, isPrimitive, sameType, type Type, typeName } from '../type/type';
import { typeOf } from '../type/type-of';
import { errorValue, unknownFrom, unknownValue, withSensitive } from '../value/construct';
import { equals } from '../value/equality';
import type { Value } from '../value/value';
import { evaluate } from './evaluate';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

export function conditional(expression: hcl.Conditional, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  const then = evaluate(expression.then, scope);
  const otherwise = evaluate(expression.otherwise, scope);
  const type = commonType(then, otherwise);
  if (!type) return errorValue(inconsistent(typeOf(then), typeOf(otherwise)), origin);
  const condition = evaluate(expression.condition, scope);
  const sensitive = [condition, then, otherwise].some((it) => it.sensitive === true);
  return withSensitive(choose({ condition, then, otherwise, type }, origin), sensitive);
}

type Choice = { readonly condition: Value; readonly then: Value; readonly otherwise: Value; readonly type: Type };

/** An arm of no known type, like a bare null, takes the other's. */
function commonType(then: Value, otherwise: Value): Type | undefined {
  const a = typeOf(then);
  const b = typeOf(otherwise);
  if (then.kind === 'null' && a.kind === 'any') return b;
  if (otherwise.kind === 'null' && b.kind === 'any') return a;
  return a.kind === 'any' || b.kind === 'any' ? ANY : unify([a, b]);
}

function choose(choice: Choice, origin: Value['origin']): Value {
  const { condition, then, otherwise, type } = choice;
  if (condition.kind === 'null') {
    return failed('The condition value is null. Conditions must either be true or false', type, origin);
  }
  if (condition.kind === 'unknown') {
    if (!condition.isError && isSettled(then, otherwise)) return convertArm(then, type);
    return unknownFrom(condition, type.kind === 'any' ? undefined : type);
  }
  const decided = convertTo(condition, BOOL);
  if (isFailure(decided)) return failed('The condition expression must be of type bool', type, origin);
  const holds = decided.kind === 'bool' && decided.value;
  const [arm, other] = holds ? [then, otherwise] : [otherwise, then];
  if (isConvertedTwice(arm, typeOf(other), type)) {
    return unknownValue({ kind: 'choice-of-types' }, origin, type);
  }
  return convertArm(arm, type);
}

/**
 * Beside a list, a tuple of several types is brought to a list of its own first; Terraform then converts the tuple, not
 * that list, and fails or leaves items as they are. So it is with an object beside a map.
 */
function isConvertedTwice(arm: Value, other: Type, type: Type): boolean {
  if (arm.kind === 'unknown') return false;
  const own = typeOf(arm);
  const isBeside = (own.kind === 'tuple' && other.kind === 'list') || (own.kind === 'object' && other.kind === 'map');
  if (!isBeside || !isCollection(type)) return false;
  const parts = own.kind === 'tuple' ? own.items : own.kind === 'object' ? attributeTypes(own) : [];
  const common = unify(parts);
  return common !== undefined && !sameType(common, type.element) && parts.some((it) => !sameType(it, common));
}

/** Where both arms are the same null, number or empty collection, the condition no longer matters. */
function isSettled(then: Value, otherwise: Value): boolean {
  if (then.kind === 'null' || otherwise.kind === 'null') return then.kind === otherwise.kind;
  if (then.kind === 'number') return equals(then, otherwise) === true;
  return isEmptyCollection(then) && sameType(typeOf(then), typeOf(otherwise)) && isEmptyCollection(otherwise);
}

function isEmptyCollection(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'set') return value.items.length === 0;
  return value.kind === 'map' && value.entries.size === 0;
}

function convertArm(arm: Value, type: Type): Value {
  const converted = convertTo(arm, type);
  if (!isFailure(converted)) return converted;
  return failed(`The result value has the wrong type: ${converted.failed}`, type, arm.origin);
}

/** What would have come out has a type, even so. */
function failed(message: string, type: Type, origin: Value['origin']): Value {
  return { ...errorValue(message, origin), type };
}

function inconsistent(then: Type, otherwise: Type): string {
  const start = 'The true and false result expressions must have consistent types';
  if (then.kind === 'object' && otherwise.kind === 'object') return `${start}. ${objectDifference(then, otherwise)}`;
  if (then.kind === 'tuple' && otherwise.kind === 'tuple') return `${start}. ${tupleDifference(then, otherwise)}`;
  if (then.kind === otherwise.kind && !isPrimitive(then)) return `${start}. ${elementDifference(then, otherwise)}`;
  return `${start}. The 'true' value is ${typeName(then)}, but the 'false' value is ${typeName(otherwise)}`;
}

type ObjectType = Extract<Type, { readonly kind: 'object' }>;
type TupleType = Extract<Type, { readonly kind: 'tuple' }>;

function objectDifference(then: ObjectType, otherwise: ObjectType): string {
  for (const name of [...then.attributes.keys()].sort()) {
    if (!otherwise.attributes.has(name)) {
      return `The 'true' value includes object attribute ${JSON.stringify(name)}, which is absent in the 'false' value`;
    }
  }
  for (const name of [...otherwise.attributes.keys()].sort()) {
    if (!then.attributes.has(name)) {
      return `The 'false' value includes object attribute ${JSON.stringify(name)}, which is absent in the 'true' value`;
    }
  }
  return `The 'true' and 'false' values have objects of different attribute types`;
}

function tupleDifference(then: TupleType, otherwise: TupleType): string {
  if (then.items.length !== otherwise.items.length) {
    return `The 'true' tuple has length ${then.items.length}, but the 'false' tuple has length ${otherwise.items.length}`;
  }
  return `The 'true' and 'false' tuples have different element types`;
}

function elementDifference(then: Type, otherwise: Type): string {
  return `The 'true' value is ${typeName(then)}, but the 'false' value is ${typeName(otherwise)}`;
}
