/** `format` and `formatlist`: C's verbs with Go's details. */

import { MAX_TEXT_LENGTH, reserve, reserveText, spend, textSteps } from '../../expression/limits';
import { isInfinite, UNSTORABLE } from '../../number/infinity';
import { isNegative, toExactInteger } from '../../number/number';
import { fixedNotation, generalNotation, scientificNotation } from '../../number/number-format';
import { convertTo, isFailure } from '../../type/convert';
import { ANY, BOOL, listOf, NUMBER, STRING } from '../../type/type';
import { listValue, stringValue, unknownFrom, unknownValue } from '../../value/construct';
import { jsonText } from '../../value/json-text';
import { quoteGo } from '../../value/quote';
import { containsInfinity, unknownIn } from '../../value/traits';
import type { Decimal, Value } from '../../value/value';
import { isSequence } from '../collection/lists';
import {
  type BuiltIn,
  type CallSite,
  failed,
  failedArgument,
  originOfResult,
  parameter,
  unknownBecauseOf,
} from '../function';
import { madeText, textOf } from './strings';
import { countCharacters, countingSteps, sliceCharacters } from './text';

const ANYTHING = parameter('args', ANY, { null: true, unknown: true });

export const formats: Readonly<Record<string, BuiltIn>> = {
  format: {
    parameters: [parameter('format', STRING)],
    rest: ANYTHING,
    returns: STRING,
    countsCharacters: true,
    apply: format,
  },
  formatlist: {
    parameters: [parameter('format', STRING)],
    rest: ANYTHING,
    returns: listOf(STRING),
    countsCharacters: true,
    apply: formatList,
  },
};

/** No number has more digits than this, and zeros behind them say nothing. */
const MAX_DIGITS = 10_000;

type Text = { readonly text: string };
type Problem = { readonly failed: string; readonly isArgument?: true };

/** A null that is of no type keeps the result and even its type open, in Terraform's eyes. */
function untypedNull(args: readonly Value[], site: CallSite): Value | undefined {
  const found = args.find((arg) => arg.kind === 'null' && (arg.type === undefined || arg.type.kind === 'any'));
  return found && unknownValue({ kind: 'not-computed', what: 'untyped-null' }, site.origin);
}

function format(args: readonly Value[], site: CallSite): Value {
  const open = untypedNull(args, site);
  if (open) return open;
  const unknown = args.map(unknownIn).find((it) => it !== undefined);
  if (unknown) return unknownFrom(unknown, STRING);
  const result = write(textOf(args[0]), args.slice(1));
  return 'text' in result ? madeText(result.text, args, site) : problem(result, site);
}

function problem(result: Problem, site: CallSite): Value {
  return result.isArgument ? failedArgument(site, 'args', result.failed) : failed(site, result.failed);
}

/** One result for each position of the lists among the arguments; what is no list is the same in all. */
function formatList(args: readonly Value[], site: CallSite): Value {
  const given = args.slice(1);
  const open = untypedNull(given, site);
  if (open) return open;
  const origin = originOfResult(args, site);
  const unknown = given.find(
    (arg) => arg.kind === 'unknown' && (!arg.type || ['any', 'list', 'set'].includes(arg.type.kind)),
  );
  if (unknown?.kind === 'unknown') return unknownFrom(unknown, listOf(STRING));
  const lists = given.filter(isSequence);
  const [first] = lists;
  const uneven = lists.find((list) => first && list.items.length !== first.items.length);
  if (first && uneven) return failedArgument(site, 'args', unevenMessage(given, first, uneven));
  const results: Value[] = [];
  for (let index = 0; index < (first ? first.items.length : 1); index++) {
    spend(given.length);
    const row = given.map((arg) => (isSequence(arg) ? (arg.items[index] ?? arg) : arg));
    const cause = row.map(unknownIn).find((it) => it !== undefined);
    const result = cause ? undefined : write(textOf(args[0]), row);
    if (result && 'text' in result) spend(textSteps(result.text.length));
    if (result && 'failed' in result) return failed(site, `error on format iteration ${index}: ${result.failed}`);
    results.push(result ? stringValue(result.text, origin) : unknownFrom(unknownBecauseOf(cause), STRING));
  }
  return listValue(results, STRING, origin);
}

function unevenMessage(args: readonly Value[], first: Value, uneven: Value): string {
  const lengthOf = (value: Value) => (isSequence(value) ? value.items.length : 0);
  const own = `argument ${args.indexOf(uneven) + 1} has length ${lengthOf(uneven)}`;
  return `${own}, which is inconsistent with argument ${args.indexOf(first) + 1} of length ${lengthOf(first)}`;
}

type Verb = {
  readonly raw: string;
  readonly offset: number;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly argument: number;
  readonly mode: string;
};

const VERB = /%([0#\-+ ]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([a-zA-Z])/y;

function write(text: string, args: readonly Value[]): Text | Problem {
  let result = '';
  let highest = 0;
  let next = 1;
  let position = 0;
  while (position < text.length && result.length <= MAX_TEXT_LENGTH) {
    const start = text.indexOf('%', position);
    if (start < 0) break;
    result += text.slice(position, start);
    if (text.startsWith('%%', start)) {
      result += '%';
      position = start + 2;
      continue;
    }
    const verb = readVerb(text, start, next);
    if (!verb) return { failed: badVerb(text, start) };
    // What is written is charged when it is there; only what would be too long by itself is never begun.
    if (Math.max(verb.width ?? 0, verb.precision ?? 0) > MAX_TEXT_LENGTH) reserveText(MAX_TEXT_LENGTH + 1);
    const written = writeVerb(verb, args);
    if ('failed' in written) return written;
    reserveText(written.text.length);
    result += written.text;
    highest = Math.max(highest, verb.argument);
    next = verb.argument + 1;
    position = start + verb.raw.length;
  }
  if (result.length <= MAX_TEXT_LENGTH && highest < args.length) return { failed: tooMany(highest), isArgument: true };
  return { text: result + text.slice(position) };
}

function tooMany(highest: number): string {
  if (highest === 0) return 'too many arguments; no verbs in format string';
  return `too many arguments; only ${highest} used by format string`;
}

function readVerb(text: string, offset: number, next: number): Verb | undefined {
  VERB.lastIndex = offset;
  const match = VERB.exec(text);
  if (!match) return undefined;
  const [raw, flags = '', width, precision, argument, mode = ''] = match;
  return {
    raw,
    offset,
    flags,
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision || '0'),
    argument: argument === undefined ? next : Number(argument),
    mode,
  };
}

function badVerb(text: string, start: number): string {
  const end = /^%[0#\-+ ]*(?:[1-9][0-9]*)?(?:\.[0-9]*)?(?:\[[1-9]?[0-9]*\]?)?/.exec(text.slice(start))?.[0].length ?? 1;
  const offset = start + end;
  if (offset >= text.length) return `invalid format string starting at offset ${offset}`;
  const letter = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return `unrecognized format character '${letter}' at offset ${offset}`;
}

function writeVerb(verb: Verb, args: readonly Value[]): Text | Problem {
  const arg = args[verb.argument - 1];
  const where = `${quoteGo(verb.raw)} at ${verb.offset}`;
  if (!arg) {
    return { failed: `not enough arguments for ${where}: need index ${verb.argument} but have ${args.length} total` };
  }
  if (verb.mode !== 'v' && arg.kind === 'null') {
    return { failed: `unsupported value for ${where}: null value cannot be formatted` };
  }
  const write = writers[verb.mode];
  if (!write) {
    return { failed: `unsupported format verb '${verb.mode}' in ${quoteGo(verb.raw)} at offset ${verb.offset}` };
  }
  const result = write(verb, arg);
  return 'failed' in result ? { failed: `unsupported value for ${where}: ${result.failed}` } : result;
}

type Writer = (verb: Verb, arg: Value) => Text | Problem;

const writeText: Writer = (verb, arg) =>
  converted(arg, STRING, (it) => {
    reserve(countingSteps(textOf(it)));
    return pad(verb, quoted(verb, shorten(verb, textOf(it))));
  });

const writeNumber: Writer = (verb, arg) =>
  converted(arg, NUMBER, (it) => (it.kind === 'number' ? writeFloat(verb, it.value) : ''));

const writers: Readonly<Record<string, Writer>> = {
  v: (verb, arg) =>
    writesJson(verb, arg) && containsInfinity(arg) ? { failed: UNSTORABLE } : { text: pad(verb, asIs(verb, arg)) },
  t: (_, arg) => converted(arg, BOOL, (it) => String(it.kind === 'bool' && it.value)),
  s: writeText,
  q: writeText,
  b: writeInteger,
  d: writeInteger,
  o: writeInteger,
  x: writeInteger,
  X: writeInteger,
  e: writeNumber,
  E: writeNumber,
  f: writeNumber,
  g: writeNumber,
  G: writeNumber,
};

function converted(arg: Value, type: typeof STRING, text: (value: Value) => string): Text | Problem {
  const value = convertTo(arg, type);
  return isFailure(value) ? value : { text: text(value) };
}

function writesJson(verb: Verb, arg: Value): boolean {
  return verb.flags.includes('#') || (arg.kind !== 'string' && arg.kind !== 'number');
}

function asIs(verb: Verb, arg: Value): string {
  if (writesJson(verb, arg)) return jsonText(arg);
  return arg.kind === 'number' ? generalNotation(arg.value, undefined) : textOf(arg);
}

function shorten(verb: Verb, text: string): string {
  return verb.precision ? sliceCharacters(text, 0, verb.precision) : text;
}

function quoted(verb: Verb, text: string): string {
  return verb.mode === 'q' ? jsonText(text) : text;
}

function pad(verb: Verb, text: string): string {
  const missing = Math.min(verb.width ?? 0, MAX_TEXT_LENGTH + 1) - countCharacters(text);
  if (missing <= 0) return text;
  const filling = (verb.flags.includes('0') ? '0' : ' ').repeat(missing);
  return verb.flags.includes('-') ? text + filling : filling + text;
}

const BASES: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  d: [10, ''],
  o: [8, '0'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function writeInteger(verb: Verb, arg: Value): Text | Problem {
  const value = convertTo(arg, NUMBER);
  if (isFailure(value)) return value;
  const whole = value.kind === 'number' ? toExactInteger(value.value) : undefined;
  if (whole === undefined) return { failed: 'an integer is required' };
  const [base, mark] = BASES[verb.mode] ?? [10, ''];
  const magnitude = (whole < 0n ? -whole : whole).toString(base);
  const digits = verb.mode === 'X' ? magnitude.toUpperCase() : magnitude;
  if (whole === 0n && verb.precision === 0) return { text: '' };
  const start = signOf(verb, whole < 0n) + (verb.flags.includes('#') ? mark : '');
  const body = digits.padStart(Math.min(verb.precision ?? 0, MAX_TEXT_LENGTH), '0');
  return { text: padNumber(verb, start, body, verb.precision === undefined) };
}

function signOf(verb: Verb, negative: boolean): string {
  if (negative) return '-';
  if (verb.flags.includes('+')) return '+';
  return verb.flags.includes(' ') ? ' ' : '';
}

function padNumber(verb: Verb, start: string, body: string, mayZero: boolean): string {
  const missing = Math.max(0, Math.min(verb.width ?? 0, MAX_TEXT_LENGTH + 1) - start.length - body.length);
  if (verb.flags.includes('-')) return start + body + ' '.repeat(missing);
  return verb.flags.includes('0') && mayZero ? start + '0'.repeat(missing) + body : ' '.repeat(missing) + start + body;
}

function writeFloat(verb: Verb, value: Decimal): string {
  if (isInfinite(value)) return writeInfinity(verb, isNegative(value));
  const magnitude = isNegative(value) ? numberMagnitude(value) : value;
  const text = floatText(verb, magnitude);
  const body = verb.mode === 'E' || verb.mode === 'G' ? text.toUpperCase() : text;
  return padNumber(verb, signOf(verb, isNegative(value)), body, true);
}

/** With a sign in any case, and never padded with zeros. */
function writeInfinity(verb: Verb, negative: boolean): string {
  return padNumber(verb, signOf(verb, negative) || '+', 'Inf', false);
}

function numberMagnitude(value: Decimal): Decimal {
  return { ...value, digits: value.digits < 0n ? -value.digits : value.digits, negativeZero: undefined };
}

function floatText(verb: Verb, value: Decimal): string {
  switch (verb.mode) {
    case 'f':
      return fixedNotation(value, Math.min(verb.precision ?? 6, MAX_DIGITS));
    case 'e':
    case 'E':
      return scientificNotation(value, Math.min(verb.precision ?? 6, MAX_DIGITS));
    default:
      return generalNotation(value, verb.precision);
  }
}
