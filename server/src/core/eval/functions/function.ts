/** What a built-in function is: its parameters, and what it makes of arguments that fit them. */
import { type Origin, withHop } from '../../base';
import type * as hcl from '../../syntax/hcl';
import type { Scope } from '../expression/scope';
import type { Type } from '../type/type';
import { stopValue, unknownFrom } from '../value/construct';
import type { UnknownValue, Value } from '../value/value';

export type BuiltIn = Plain | Special;

export type Plain = {
  readonly parameters: readonly Parameter[];
  /** Any number of further arguments. */
  readonly rest?: Parameter | undefined;
  /** The type of the result where an argument is unknown. */
  readonly returns?: Type | undefined;
  /** The same where it depends on the types of the arguments. */
  readonly returnsFor?: ((types: readonly Type[]) => Type | undefined) | undefined;
  /** Picks one item, or says how many there are: a collection costs the same whatever its size. */
  readonly picksOne?: true | undefined;
  /** Takes text apart by what a reader sees as one character, which for a very long text is out of proportion. */
  readonly countsCharacters?: true | undefined;
  /** Takes text apart letter by letter, or byte by byte. */
  readonly countsLetters?: true | undefined;
  /** Called with arguments of the right count and type, none of them null, unknown or marked unless the parameter says so. */
  readonly apply: (args: readonly Value[], site: CallSite) => Value;
};

/** A function that takes its arguments as expressions, like `try`. */
export type Special = { readonly evaluate: (call: hcl.Call, scope: Scope, origin: Origin) => Value };

export type Parameter = {
  readonly name: string;
  readonly type: Type;
  readonly allows?: {
    readonly null?: true;
    /** The argument itself may be unknown; what lies inside a known collection is the function's affair anyway. */
    readonly unknown?: true;
    /** The function carries sensitive marks itself; otherwise a mark anywhere inside marks the whole result. */
    readonly sensitive?: true;
  };
};

/** `args` are the expressions of the arguments, as written; `spread`: the last one stands for many. */
export type CallSite = {
  readonly name: string;
  readonly origin: Origin;
  readonly scope: Scope;
  readonly args: readonly hcl.Expression[];
  readonly spread: boolean;
};

export function parameter(name: string, type: Type, allows?: Parameter['allows']): Parameter {
  return allows ? { name, type, allows } : { name, type };
}

/** The function itself gives up. */
export function failed(site: CallSite, message: string): UnknownValue {
  return stopValue({ kind: 'call-failed', function: site.name, message }, site.origin);
}

/** One argument is not what it should be. */
export function failedArgument(site: CallSite, name: string, message: string): UnknownValue {
  return stopValue({ kind: 'invalid-argument', parameter: name, message }, site.origin);
}

/** Unknown for the reason that an argument is. */
export function unknownBecauseOf(cause: UnknownValue | undefined, type?: Type | undefined): UnknownValue {
  if (!cause) throw new Error('a value that is not known has an unknown inside');
  return unknownFrom(cause, type);
}

/**
 * Where a newly made value was written: at the one argument that is not a literal, with the call as a hop. A value made
 * of several, or of literals only, was written by the call.
 */
export function originOfResult(args: readonly Value[], site: CallSite): Origin {
  const sources = args.filter((arg, index) => isText(arg) && !isLiteral(site.args[index]));
  const [source] = sources;
  return source && sources.length === 1
    ? withHop(source.origin, site.origin.at, { kind: 'call', function: site.name })
    : site.origin;
}

function isText(value: Value): boolean {
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'bool';
}

function isLiteral(expression: hcl.Expression | undefined): boolean {
  switch (expression?.kind) {
    case 'number':
    case 'bool':
    case 'null':
      return true;
    case 'template':
      return expression.parts.every((part) => part.kind === 'text');
    default:
      return false;
  }
}
