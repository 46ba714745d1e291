/** `list[*].name` and `list.*.name`: a step for each item. A lone value is a list of one, null a list of none. */
import type { Span } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { ANY, listOf, sameType, type Type, tupleOf } from '../type/type';
import { typeOf } from '../type/type-of';
import { withoutDependencies } from '../value/attribute-dependencies';
import { errorValue, listValue, tupleValue, unknownFrom, unknownValue, withSensitive } from '../value/construct';
import { mayShrink, membersOf } from '../value/partial-knowledge';
import { errorIn, unknownIn } from '../value/traits';
import type { SequenceValue, UnknownValue, Value } from '../value/value';
import { evaluate, isConstructed } from './evaluate';
import { reserve } from './limits';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';
import { attributeOf, indexOf } from './steps';

export function splat(expression: hcl.Splat, scope: Scope): Value {
  const source = evaluate(expression.source, scope);
  const error = isConstructed(expression.source) ? errorIn(source) : undefined;
  if (error) return unknownFrom(error);
  return withSensitive(splatOf(expression, source, scope), source.sensitive === true);
}

type Splat = { readonly each: readonly hcl.SplatStep[]; readonly span: Span };

function splatOf(expression: Splat, source: Value, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  switch (source.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return splatOfItems(expression, source, scope);
    case 'null':
      if (!isSequence(source.type)) return tupleValue([], origin);
      return errorValue('Splat expressions (with the * symbol) cannot be applied to null sequences', origin);
    case 'unknown':
      return splatOfUnknown(expression, source, scope);
    default:
      return splatOfSequence(expression, tupleValue([source], origin), scope);
  }
}

function isSequence(type: Type | undefined): boolean {
  return type?.kind === 'list' || type?.kind === 'set' || type?.kind === 'tuple';
}

function follow(steps: readonly hcl.SplatStep[], item: Value, scope: Scope): Value {
  return steps.reduce((value, step) => followStep(value, step, scope), item);
}

function followStep(value: Value, step: hcl.SplatStep, scope: Scope): Value {
  switch (step.kind) {
    case 'attribute':
      return attributeOf(value, step.name.text, originOfNode(step, scope));
    case 'index':
      return indexOf(value, evaluate(step.key, scope), originOfNode(step, scope));
    case 'splat':
      return splatOf(step, value, scope);
  }
}

function splatOfItems(expression: Splat, source: SequenceValue, scope: Scope): Value {
  const result = splatOfSequence(expression, source, scope);
  const unknown = mayShrink(source) ? unknownIn(source) : undefined;
  if (!unknown || result.kind === 'unknown') return result;
  const members = membersOf(result);
  return {
    ...withoutDependencies(unknownFrom(unknown, typeOf(result))),
    members: members && { ...members, mayRepeat: true },
  };
}

/** Items of a list have one type, and so must the results; those of a tuple are free. */
function splatOfSequence(expression: Splat, source: SequenceValue, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  reserve(source.items.length * (1 + expression.each.length));
  const items = source.items.map((item) => follow(expression.each, item, scope));
  const [first] = items;
  const error = items.map(errorIn).find((it) => it !== undefined);
  if (error) return unknownFrom(error, resultType(expression, source, scope));
  if (source.kind === 'tuple') return tupleValue(items, origin);
  if (!first) return emptyResult(expression, source.element ?? ANY, scope);
  const types = items.map(typeOf);
  const element = types.find((type) => type.kind !== 'any') ?? ANY;
  if (types.every((type) => type.kind === 'any' || sameType(type, element))) return listValue(items, element, origin);
  return errorValue(
    "The second level of splat expression produced elements of different types, so it isn't possible to construct a valid list to represent the top-level result",
    origin,
  );
}

/** What the steps would lead to, asked of an element that is not there: where they cannot be taken, that is an error. */
function anyResult(expression: Splat, type: Type, scope: Scope): Value {
  return follow(expression.each, unknownValue({ kind: 'any-element' }, originOfNode(expression, scope), type), scope);
}

/** What would have come out, as far as the types of the items tell. */
function resultType(expression: Splat, source: SequenceValue, scope: Scope): Type {
  const typeFor = (type: Type) => typeOf(anyResult(expression, type, scope));
  if (source.kind !== 'tuple') return listOf(typeFor(source.element ?? ANY));
  return tupleOf(source.items.map((item) => typeFor(typeOf(item))));
}

function emptyResult(expression: Splat, element: Type, scope: Scope): Value {
  const result = anyResult(expression, element, scope);
  const error = errorIn(result);
  return error
    ? unknownFrom(error, listOf(typeOf(result)))
    : listValue([], typeOf(result), originOfNode(expression, scope));
}

function splatOfUnknown(expression: Splat, source: UnknownValue, scope: Scope): Value {
  const { type } = source;
  if (source.isError || !type || type.kind === 'any') return unknownFrom(source);
  if (type.kind !== 'list' && type.kind !== 'set') return unknownFrom(source);
  const result = anyResult(expression, type.element, scope);
  return unknownFrom(errorIn(result) ?? source, listOf(typeOf(result)));
}
