/** Loops, of `for` expressions and of templates. One scope serves all iterations, since evaluating is synchronous: only the two variables change. */
import type { Origin } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { wholeNumber } from '../number/number';
import { convertTo, isFailure } from '../type/convert';
import { BOOL, typeName } from '../type/type';
import { typeOf } from '../type/type-of';
import { dependenciesOf, dependenciesOfAll, withoutDependencies } from '../value/attribute-dependencies';
import { errorValue, numberValue, stringValue, unknownFrom, unknownValue } from '../value/construct';
import { mayShrink, partialSource, type Source } from '../value/partial-knowledge';
import { unknownIn } from '../value/traits';
import type { MappingValue, Members, SequenceValue, UnknownValue, Value } from '../value/value';
import type { Pair } from './duplicate-keys';
import { evaluate } from './evaluate';
import { spend } from './limits';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

export type For = hcl.ForTuple | hcl.ForObject;
type Collection = SequenceValue | MappingValue;

export function collectionOf(collection: Value, origin: Origin): Collection | UnknownValue {
  switch (collection.kind) {
    case 'null':
      return errorValue("A null value cannot be used as the collection in a 'for' expression", origin);
    case 'string':
    case 'number':
    case 'bool': {
      const type = typeName(typeOf(collection));
      return errorValue(`A value of type ${type} cannot be used as the collection in a 'for' expression`, origin);
    }
    default:
      return collection;
  }
}

/** What a loop can go through; an unknown where nothing of the collection is certain. */
export function sourceOf(collection: Collection | UnknownValue): LoopSource | UnknownValue {
  const { sensitive } = collection;
  if (collection.kind === 'unknown') {
    const { members } = collection;
    return members ? { ...partialSource(collection, members), sensitive } : unknownFrom(collection);
  }
  const source = {
    pairs: { [Symbol.iterator]: () => pairsOf(collection) },
    unknown: undefined,
    complete: true,
    sensitive,
  };
  return mayShrink(collection) ? { ...source, unknown: unknownInSet(collection), mayRepeat: true } : source;
}

/** Terraform goes through the items of such a set all the same. */
function unknownInSet(set: Collection): UnknownValue | undefined {
  const unknown = unknownIn(set);
  return unknown && withoutDependencies(unknownFrom(unknown));
}

export type LoopSource = Source & { readonly sensitive: true | undefined };

/** A result of which only these members are certain. */
export function partlyUnknown(cause: UnknownValue, members: Members): UnknownValue {
  if (cause.isError || (members.items.length === 0 && !members.complete)) return unknownFrom(cause);
  return { ...unknownFrom(cause), members };
}

/** `unknown`: why the result is not known as a whole. `open`: an unknown condition may have left out items. */
export type LoopResult = {
  readonly unknown: UnknownValue | undefined;
  readonly sensitive: true | undefined;
  readonly open: boolean;
};

/** An unknown condition leaves open what belongs to the result, and with it the whole result. Errors go first. */
export function runLoop(
  expression: For,
  source: LoopSource,
  scope: Scope,
  visit: (scope: LoopScope) => UnknownValue | undefined,
): LoopResult {
  const inner = new LoopScope(scope, expression.key?.text, expression.item.text);
  let { sensitive } = source;
  let open = false;
  let unknown: UnknownValue | undefined;
  let isEmpty = true;
  for (const [key, item] of source.pairs) {
    isEmpty = false;
    spend(1);
    inner.set(key, item);
    const condition = expression.condition && conditionOf(expression.condition, inner);
    if (condition?.sensitive) sensitive = true;
    if (condition?.kind === 'unknown') open = true;
    const found = condition?.kind === 'unknown' ? condition : isFalse(condition) ? undefined : visit(inner);
    if (found && !unknown?.isError) unknown = combineUnknowns(found, unknown);
  }
  if (isEmpty) unknown = conditionError(expression, inner, scope);
  return { unknown, sensitive, open };
}

/** The result depends on everything that one iteration depends on. */
function combineUnknowns(found: UnknownValue, before: UnknownValue | undefined): UnknownValue {
  if (!before || found.isError || dependenciesOf(found).length > 0) return found;
  return { ...unknownFrom(found), attributeDependencies: dependenciesOfAll([before]), keyAt: before.keyAt };
}

/** A condition that is always an error is one for an empty collection, too. */
function conditionError({ condition }: For, inner: LoopScope, scope: Scope): UnknownValue | undefined {
  if (!condition) return undefined;
  const anything = unknownValue({ kind: 'any-element' }, originOfNode(condition, scope));
  inner.set(anything, anything);
  const answer = conditionOf(condition, inner);
  return answer.kind === 'unknown' && answer.isError ? answer : undefined;
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value;
}

function conditionOf(expression: hcl.Expression, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  const given = evaluate(expression, scope);
  if (given.kind === 'null') return errorValue("The value of the 'if' clause must not be null", origin);
  const condition = convertTo(given, BOOL);
  return isFailure(condition) ? errorValue(`The 'if' clause value is invalid: ${condition.failed}`, origin) : condition;
}

/** What a loop goes through: positions for sequences, keys for mappings; an element of a set is its own key. */
export function* pairsOf(collection: Collection): Generator<readonly [Value, Value]> {
  if ('items' in collection) {
    for (let index = 0; index < collection.items.length; index++) {
      const item = collection.items[index];
      if (item) yield [collection.kind === 'set' ? item : numberValue(wholeNumber(index), item.origin), item];
    }
    return;
  }
  for (const [key, value] of collection.entries) {
    yield [stringValue(key, collection.keyOrigins?.get(key) ?? value.origin), value];
  }
}

/** The scope inside a loop: its variables, and behind them all that is outside. */
export class LoopScope implements Scope {
  readonly path: string;
  readonly files: Scope['files'];
  readonly evaluate: Scope['evaluate'];
  readonly outer: Scope;
  /** Its variables. */
  readonly names: readonly string[];
  private readonly keyName: string | undefined;
  private readonly itemName: string;
  private key: Value | undefined;
  private item: Value | undefined;

  constructor(outer: Scope, keyName: string | undefined, itemName: string) {
    this.path = outer.path;
    this.files = outer.files;
    this.evaluate = outer.evaluate;
    this.outer = outer;
    this.names = keyName === undefined ? [itemName] : [keyName, itemName];
    this.keyName = keyName;
    this.itemName = itemName;
  }

  set(key: Value | undefined, item: Value | undefined): void {
    this.key = key;
    this.item = item;
  }

  pair(): Pair {
    return [this.key, this.item];
  }

  readonly reference: Scope['reference'] = (root, names, at) => {
    if (root === this.itemName && this.item) return { value: this.item, used: 0 };
    if (root === this.keyName && this.key) return { value: this.key, used: 0 };
    return this.outer.reference(root, names, at);
  };
}
