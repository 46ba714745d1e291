/** Reading a type constraint: `list(string)`, `object({ name = optional(string, "x") })`, `any`. */
import type * as hcl from '../../syntax/hcl';
import { evaluate } from '../expression/evaluate';
import type { Scope } from '../expression/scope';
import { isWhollyKnown } from '../value/traits';
import type { Value } from '../value/value';
import { convertTo, isFailure } from './convert';
import { ANY, type AttributeType, BOOL, listOf, mapOf, NUMBER, STRING, setOf, type Type, tupleOf } from './type';

const NAMED: Readonly<Record<string, Type>> = {
  any: ANY,
  bool: BOOL,
  number: NUMBER,
  string: STRING,
  // Without an element type they take whatever comes, as long as it is all of one kind.
  list: listOf(ANY),
  set: setOf(ANY),
  map: mapOf(ANY),
};

/** What cannot be read as a type constrains nothing: the parser, or Terraform, has said what is wrong with it. */
export function evaluateType(expression: hcl.Expression, scope: Scope): Type {
  switch (expression.kind) {
    case 'variable':
      return named(expression.name);
    case 'template':
      return named(textOf(expression));
    case 'call':
      return constructed(expression, scope);
    case 'parentheses':
      return evaluateType(expression.inner, scope);
    default:
      return ANY;
  }
}

function named(name: string): Type {
  return (Object.hasOwn(NAMED, name) && NAMED[name]) || ANY;
}

/** The oldest configurations write `type = "list"`. */
function textOf(expression: hcl.Template): string {
  const [part, ...others] = expression.parts;
  return part?.kind === 'text' && others.length === 0 ? part.value : '';
}

function constructed(call: hcl.Call, scope: Scope): Type {
  const [argument] = call.args;
  if (!argument) return ANY;
  switch (call.name.text) {
    case 'list':
      return listOf(evaluateType(argument, scope));
    case 'set':
      return setOf(evaluateType(argument, scope));
    case 'map':
      return mapOf(evaluateType(argument, scope));
    case 'tuple':
      return tupleOf(argument.kind === 'tuple' ? argument.items.map((item) => evaluateType(item, scope)) : []);
    case 'object':
      return argument.kind === 'object' ? { kind: 'object', attributes: attributesOf(argument, scope) } : ANY;
    default:
      return ANY;
  }
}

function attributesOf(expression: hcl.ObjectExpression, scope: Scope): ReadonlyMap<string, AttributeType> {
  const attributes = new Map<string, AttributeType>();
  for (const item of expression.items) {
    const name = keyText(item.key);
    if (name !== undefined) attributes.set(name, attributeOf(item.value, scope));
  }
  return attributes;
}

function keyText(key: hcl.Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  return key.kind === 'template' ? textOf(key) : undefined;
}

function attributeOf(expression: hcl.Expression, scope: Scope): AttributeType {
  const call = expression.kind === 'call' && expression.name.text === 'optional' ? expression : undefined;
  const [inner, fallback] = call?.args ?? [];
  if (!inner) return { type: evaluateType(expression, scope), optional: false };
  const type = evaluateType(inner, scope);
  const defaultValue = fallback && defaultOf(evaluate(fallback, scope), type);
  return defaultValue ? { type, optional: true, defaultValue } : { type, optional: true };
}

/** A default that does not fit its own type is left out, as after Terraform's error message. */
function defaultOf(value: Value, type: Type): Value | undefined {
  const converted = convertTo(value, type);
  return isFailure(converted) || !isWhollyKnown(converted) ? undefined : converted;
}
