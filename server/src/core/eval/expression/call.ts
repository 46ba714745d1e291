/** Function calls: arguments are checked and converted as each function's parameters say, then the function is applied. */
import type * as hcl from '../../syntax/hcl';
import { builtIn } from '../functions';
import type { CallSite, Parameter, Plain } from '../functions/function';
import { countingSteps } from '../functions/text/text';
import { convertTo, isFailure } from '../type/convert';
import { typeOf } from '../type/type-of';
import { withoutDependencies } from '../value/attribute-dependencies';
import { errorValue, stopValue, unknownFrom, unknownNotNull, unknownValue, withSensitive } from '../value/construct';
import { withPartialKnowledge } from '../value/partial-knowledge';
import { withoutQuotes } from '../value/redact';
import { containsSensitive, errorIn, unmarkDeep } from '../value/traits';
import type { UnknownValue, Value } from '../value/value';
import { shallowWeightOf } from '../value/weight';
import { evaluate } from './evaluate';
import { reserve, spend } from './limits';
import { originOfNode } from './origin-of-node';
import type { Scope } from './scope';

export function call(expression: hcl.Call, scope: Scope): Value {
  const origin = originOfNode(expression, scope);
  const name = expression.name.text;
  const found = builtIn(name);
  if (!found) return unknownValue({ kind: 'unsupported-function', name }, origin);
  if ('evaluate' in found) return found.evaluate(expression, scope, origin);
  const args = argumentsOf(expression, scope);
  if (!Array.isArray(args)) return args;
  return applyTo(found, args, { name, origin, scope, args: expression.args, spread: expression.spread });
}

/** Applies a function to values; calls of the language come through here, and so do functions that call functions. */
export function applyTo(found: Plain, args: readonly Value[], site: CallSite): Value {
  const wrongCount = countMismatch(found, args.length, site);
  if (wrongCount) return wrongCount;
  for (const arg of args) reserve(stepsFor(arg, found));
  const checked = check(found, args, site);
  if (!Array.isArray(checked)) return checked;
  const sensitive = checked.some(
    (arg, index) => !parameterAt(found, index)?.allows?.sensitive && containsSensitive(arg),
  );
  const plain = checked.map((arg, index) => (parameterAt(found, index)?.allows?.sensitive ? arg : unmarkDeep(arg)));
  const unknown = unknownAmong(found, plain);
  const applied = unknown ? unknownResult(unknown, found, plain) : found.apply(plain, site);
  const whole = sensitive && !unknown && applied.kind === 'unknown' ? withoutQuotes(applied) : applied;
  spend(shallowWeightOf(whole));
  const result =
    whole.kind === 'unknown' ? withPartialKnowledge(withoutAnswerDependencies(whole), site.name, plain) : whole;
  return withSensitive(result, sensitive);
}

/** A number or a boolean may become known before all that it was computed from is. */
function withoutAnswerDependencies(result: UnknownValue): UnknownValue {
  return result.type?.kind === 'bool' || result.type?.kind === 'number' ? withoutDependencies(result) : result;
}

/** What it costs to look at an argument. Whatever looks further than at its items charges that itself. */
function stepsFor(arg: Value, { picksOne, countsCharacters, countsLetters }: Plain): number {
  if (arg.kind === 'string' && countsLetters) return 1 + (arg.value.length >> 2);
  if (arg.kind === 'string' && countsCharacters) return countingSteps(arg.value);
  return picksOne && ('items' in arg || 'entries' in arg) ? 1 : shallowWeightOf(arg);
}

/** A function whose results all have one type never returns null. */
function unknownResult(cause: UnknownValue, { returns, returnsFor }: Plain, args: readonly Value[]): UnknownValue {
  return returns ? unknownNotNull(cause, returns) : unknownFrom(cause, returnsFor?.(args.map(typeOf)));
}

function argumentsOf(expression: hcl.Call, scope: Scope): Value[] | UnknownValue {
  const args = expression.args.map((arg) => evaluate(arg, scope));
  const last = args.at(-1);
  if (!expression.spread || !last) return args;
  reserve(shallowWeightOf(last));
  const expanded = expand(last, expression, scope);
  return Array.isArray(expanded) ? [...args.slice(0, -1), ...expanded] : expanded;
}

/** `f(list...)`: each item becomes an argument, and a mark on the list a mark on each. */
function expand(value: Value, expression: hcl.Call, scope: Scope): Value[] | UnknownValue {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.map((item) => withSensitive(item, value.sensitive === true));
    case 'unknown':
      return unknownFrom(value);
    case 'null':
      return errorValue('The expanding argument (indicated by ...) must not be null', originOfNode(expression, scope));
    default:
      return errorValue(
        'The expanding argument (indicated by ...) must be of a tuple, list, or set type',
        originOfNode(expression, scope),
      );
  }
}

function countMismatch(found: Plain, count: number, site: CallSite): UnknownValue | undefined {
  const { parameters, rest } = found;
  const missing = parameters[count];
  if (missing) {
    const least = rest ? ' at least' : '';
    return errorValue(
      `Function "${site.name}" expects${least} ${parameters.length} argument(s). Missing value for "${missing.name}"`,
      site.origin,
    );
  }
  if (rest || count <= parameters.length) return undefined;
  return errorValue(`Function "${site.name}" expects only ${parameters.length} argument(s)`, site.origin);
}

function parameterAt(found: Plain, index: number): Parameter | undefined {
  return found.parameters[index] ?? found.rest;
}

/** The arguments converted, or the first thing that is wrong with them. */
function check(found: Plain, args: readonly Value[], site: CallSite): Value[] | UnknownValue {
  const checked: Value[] = [];
  for (const [index, arg] of args.entries()) {
    const wanted = parameterAt(found, index);
    const error = errorIn(arg);
    if (error || !wanted) return unknownFrom(error ?? unknownValue({ kind: 'too-many-arguments' }, site.origin));
    const converted = convertTo(arg, wanted.type);
    if (isFailure(converted)) return invalid(wanted, converted.failed, site);
    if (converted.kind === 'null' && !wanted.allows?.null) return invalid(wanted, 'argument must not be null', site);
    checked.push(converted);
  }
  return checked;
}

function invalid(parameter: Parameter, message: string, site: CallSite): UnknownValue {
  return stopValue({ kind: 'invalid-argument', parameter: parameter.name, message }, site.origin);
}

function unknownAmong(found: Plain, args: readonly Value[]): UnknownValue | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg.kind === 'unknown' && !parameterAt(found, index)?.allows?.unknown) return arg;
  }
  return undefined;
}
