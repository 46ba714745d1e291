/**
 * Strings with `${…}` and `%{…}`. A template that is nothing but one interpolation is that value, of whatever type. The
 * result stands at the template; where one interpolation made it what it is, that one's hops are kept as well.
 */
import { type Origin, withHop } from '../../base';
import type { HopStep } from '../../reasons';
import type * as hcl from '../../syntax/hcl';
import { convertTo, isFailure } from '../type/convert';
import { BOOL, STRING, typeName } from '../type/type';
import { typeOf } from '../type/type-of';
import { dependenciesOfAll } from '../value/attribute-dependencies';
import { errorValue, stringValue, unknownNotNull } from '../value/construct';
import { shapeOf } from '../value/partial-knowledge';
import { errorIn } from '../value/traits';
import type { StringValue, UnknownValue, Value } from '../value/value';
import { evaluate } from './evaluate';
import { MAX_TEXT_LENGTH, reserveText, spend } from './limits';
import { LoopScope, pairsOf } from './loop';
import { newOriginOfNode, originOfNode } from './origin-of-node';
import type { Scope } from './scope';

const inserting: HopStep = { kind: 'template-insert' };

const plain = new WeakMap<hcl.Template, StringValue>();

export function template(expression: hcl.Template, scope: Scope): Value {
  const known = plain.get(expression);
  if (known) return known;
  const { parts } = expression;
  const [only] = parts;
  if (parts.length === 0 || (parts.length === 1 && only?.kind === 'text')) return plainString(expression, scope);
  if (parts.length === 1 && only?.kind === 'interpolation' && fills(only, expression)) {
    return evaluate(only.expression, scope);
  }
  return joined(expression.parts, scope, originOf(expression, scope));
}

/** Text that `~` has trimmed away was there all the same, and makes the template a string. */
function fills(part: hcl.TemplatePart, { span, quote }: hcl.Template): boolean {
  const margin = quote === 'quoted' ? 1 : 0;
  return quote !== 'heredoc' && part.span.start === span.start + margin && part.span.end === span.end - margin;
}

function plainString(expression: hcl.Template, scope: Scope): StringValue {
  const [part] = expression.parts;
  const value = stringValue(part?.kind === 'text' ? part.value : '', newOriginOfNode(expression, scope));
  plain.set(expression, value);
  return value;
}

/** With one interpolation among the text, a reader wants to know where that part came from. */
function originOf(expression: hcl.Template, scope: Scope): Origin | ((part: Value) => Origin) {
  const origin = originOfNode(expression, scope);
  const inserted = expression.parts.filter((part) => part.kind === 'interpolation');
  const isSimple =
    inserted.length === 1 && expression.parts.every((it) => it.kind === 'text' || it.kind === 'interpolation');
  if (!isSimple) return origin;
  return (part) => ({ at: origin.at, via: withHop(part.origin, part.origin.at, inserting).via });
}

/** Evaluates the parts of a template, of which there is not just one, to a string. */
export function joined(
  parts: readonly hcl.TemplatePart[],
  scope: Scope,
  origin: Origin | ((part: Value) => Origin),
): Value {
  const text = new Text();
  append(parts, scope, text);
  const own = typeof origin === 'function' ? (text.inserted ? origin(text.inserted) : undefined) : origin;
  const at = own ?? ({ at: { path: scope.path, start: 0, end: 0 } } satisfies Origin);
  return text.result(at);
}

/** What has been written so far, and what stood in the way. */
class Text {
  inserted: Value | undefined;
  private written = '';
  private unknown: UnknownValue | undefined;
  private inserts: Value[] | undefined;
  private sensitive: true | undefined;

  add(text: string): void {
    reserveText(this.written.length + text.length > MAX_TEXT_LENGTH ? MAX_TEXT_LENGTH + 1 : text.length);
    this.written += text;
  }

  /** Whether all that is unknown stands in the text as a reference. */
  private isShaped = true;

  addValue(value: Value, origin: Origin): void {
    this.inserted = value;
    if (value.sensitive) this.sensitive = true;
    const text = insertable(value, origin);
    const shape = shapeOf(text);
    if (shape !== undefined) this.add(shape);
    else if (text.kind === 'unknown') this.stop(text);
    if (text.kind !== 'unknown') return;
    this.unknown ??= text;
    this.inserts ??= [];
    this.inserts.push(text);
  }

  /** Errors are more worth knowing than other unknowns. */
  stop(unknown: UnknownValue): void {
    this.isShaped = false;
    if (!this.unknown || (!this.unknown.isError && unknown.isError)) this.unknown = unknown;
  }

  mark(value: Value): void {
    if (value.sensitive) this.sensitive = true;
  }

  result(origin: Origin): Value {
    if (this.unknown) {
      const shape = this.isShaped ? this.written : undefined;
      const whole = unknownNotNull(this.unknown, STRING);
      return {
        ...whole,
        sensitive: this.sensitive,
        shape,
        attributeDependencies: dependenciesOfAll(this.inserts ?? []),
      };
    }
    return { ...stringValue(this.written, origin), sensitive: this.sensitive };
  }
}

function insertable(value: Value, origin: Origin): StringValue | UnknownValue {
  const error = errorIn(value);
  if (error) return error;
  if (value.kind === 'null') {
    return errorValue('The expression result is null. Cannot include a null value in a string template', origin);
  }
  const text = convertTo(value, STRING);
  if (isFailure(text)) return errorValue(`Cannot include the given value in a string template: ${text.failed}`, origin);
  return text.kind === 'string' || text.kind === 'unknown' ? text : errorValue('string required', origin);
}

function append(parts: readonly hcl.TemplatePart[], scope: Scope, text: Text): void {
  for (const part of parts) {
    spend(1);
    switch (part.kind) {
      case 'text':
        text.add(part.value);
        break;
      case 'interpolation':
        text.addValue(evaluate(part.expression, scope), originOfNode(part, scope));
        break;
      case 'if':
        appendIf(part, scope, text);
        break;
      case 'for':
        appendFor(part, scope, text);
        break;
    }
  }
}

function appendIf(part: hcl.TemplateIf, scope: Scope, text: Text): void {
  const origin = originOfNode(part, scope);
  const given = evaluate(part.condition, scope);
  const error = errorIn(given);
  text.mark(given);
  const condition = convertTo(given, BOOL);
  if (error) text.stop(error);
  else if (isFailure(condition)) text.stop(errorValue('The condition expression must be of type bool', origin));
  else if (condition.kind === 'null') {
    text.stop(errorValue('The condition value is null. Conditions must either be true or false', origin));
  } else if (condition.kind === 'unknown') text.stop(condition);
  else append(condition.kind === 'bool' && condition.value ? part.then : part.otherwise, scope, text);
}

function appendFor(part: hcl.TemplateFor, scope: Scope, text: Text): void {
  const collection = evaluate(part.collection, scope);
  text.mark(collection);
  const error = errorIn(collection);
  if (error) text.stop(error);
  else if (collection.kind === 'unknown') text.stop(collection);
  else if ('items' in collection || 'entries' in collection) {
    const inner = new LoopScope(scope, part.key?.text, part.item.text);
    for (const [key, item] of pairsOf(collection)) {
      spend(1);
      inner.set(key, item);
      append(part.parts, inner, text);
    }
  } else text.stop(errorValue(notIterable(collection), originOfNode(part, scope)));
}

function notIterable(value: Value): string {
  if (value.kind === 'null') return "A null value cannot be used as the collection in a 'for' expression";
  return `A value of type ${typeName(typeOf(value))} cannot be used as the collection in a 'for' expression`;
}
