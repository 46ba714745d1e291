/** Functions that choose between values, or ask whether there is one: `coalesce`, `try`, `can`. */
import type { Origin } from '../../../base';
import type { UnknownReason } from '../../../reasons';
import type * as hcl from '../../../syntax/hcl';
import { isTraversal } from '../../expression/chain';
import { evaluate } from '../../expression/evaluate';
import type { Scope } from '../../expression/scope';
import { unify } from '../../type/conversion';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, BOOL } from '../../type/type';
import { typeOf } from '../../type/type-of';
import { boolValue, errorValue, stopValue, unknownFrom } from '../../value/construct';
import { errorIn, isWhollyKnown, unknownIn } from '../../value/traits';
import type { Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, parameter, unknownBecauseOf } from '../function';

export const choice: Readonly<Record<string, BuiltIn>> = {
  can: { evaluate: can },
  coalesce: {
    picksOne: true,
    parameters: [],
    rest: parameter('vals', ANY, { null: true, unknown: true }),
    apply: coalesce,
  },
  try: { evaluate: tryEach },
};

/** Skips nulls and, where all are strings, empty strings. */
function coalesce(args: readonly Value[], site: CallSite): Value {
  if (args.length === 0) return failed(site, 'no non-null, non-empty-string arguments');
  const type = unify(args.map(typeOf));
  if (!type) return failed(site, 'all arguments must have the same type');
  for (const arg of args) {
    const converted = convertTo(arg, type);
    if (isFailure(converted)) return failed(site, converted.failed);
    if (converted.kind === 'unknown') return converted.symbol ? unknownFrom(converted, type) : converted;
    if (converted.kind !== 'null' && !(converted.kind === 'string' && converted.value === '')) return converted;
  }
  return failed(site, 'no non-null, non-empty-string arguments');
}

/** The first argument that has a value. One that is still open in parts might yet fail, and then another would be it. */
function tryEach(call: hcl.Call, scope: Scope, origin: Origin): Value {
  const errors: UnknownReason[] = [];
  for (const arg of call.args) {
    const value = evaluate(arg, scope);
    const error = errorIn(value);
    if (!error) return certain(arg, value);
    errors.push(error.because);
  }
  if (errors.length === 0)
    return errorValue('Call to function "try" failed: at least one argument is required', origin);
  return stopValue({ kind: 'no-expression-succeeded', because: errors }, origin);
}

function certain(expression: hcl.Expression, value: Value): Value {
  if (isWhollyKnown(value) || value.kind === 'unknown' || isTraversal(expression)) return value;
  return unknownBecauseOf(unknownIn(value));
}

function can(call: hcl.Call, scope: Scope, origin: Origin): Value {
  const [arg, ...others] = call.args;
  if (!arg || others.length > 0) return errorValue('Function "can" expects 1 argument(s)', origin);
  const value = evaluate(arg, scope);
  if (errorIn(value)) return boolValue(false, origin);
  const unknown = unknownIn(value);
  return unknown && !(isTraversal(arg) && value.kind !== 'unknown')
    ? unknownFrom(unknown, BOOL)
    : boolValue(true, origin);
}
