/** Functions of strings. A string made from one source keeps that source's place, with the call as a hop. */

import { MAX_TEXT_LENGTH, reserve, reserveText } from '../../expression/limits';
import { BOOL, listOf, NUMBER, STRING } from '../../type/type';
import { boolValue, listValue, stringValue, unknownFrom } from '../../value/construct';
import { unknownIn } from '../../value/traits';
import type { StringValue, Value } from '../../value/value';
import { integerOf, isSequence, NOT_WHOLE } from '../collection/lists';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from '../function';
import { characters, countCharacters, lower, sliceCharacters, title, trimCharacters, upper } from './text';

export const strings: Readonly<Record<string, BuiltIn>> = {
  chomp: ofOne((text) => text.slice(0, endWithout(text, isLineBreak))),
  endswith: textPredicate(['str', 'suffix'], (text, suffix) => text.endsWith(suffix)),
  indent: { parameters: [parameter('spaces', NUMBER), parameter('str', STRING)], returns: STRING, apply: indent },
  join: {
    parameters: [parameter('separator', STRING)],
    rest: parameter('lists', listOf(STRING)),
    returns: STRING,
    apply: join,
  },
  lower: ofOne(lower),
  split: {
    parameters: [parameter('separator', STRING), parameter('str', STRING)],
    returns: listOf(STRING),
    apply: split,
  },
  startswith: {
    parameters: [parameter('str', STRING, { unknown: true }), parameter('prefix', STRING)],
    returns: BOOL,
    apply: startsWith,
  },
  strcontains: textPredicate(['str', 'substr'], (text, part) => text.includes(part)),
  strrev: { ...ofOne((text) => characters(text).toReversed().join('')), countsCharacters: true },
  substr: {
    countsCharacters: true,
    parameters: [parameter('str', STRING), parameter('offset', NUMBER), parameter('length', NUMBER)],
    returns: STRING,
    apply: substring,
  },
  title: ofOne(title),
  trim: ofTwo(['str', 'cutset'], trimCharacters),
  trimprefix: ofTwo(['str', 'prefix'], (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimspace: ofOne(trimSpace),
  trimsuffix: ofTwo(['str', 'suffix'], (text, suffix) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  upper: ofOne(upper),
};

export function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

/** A string no longer than we care to hold. */
export function madeText(text: string, args: readonly Value[], site: CallSite): Value {
  reserveText(text.length);
  return stringValue(text, originOfResult(args, site));
}

/** `change` may take the text apart letter by letter. */
export function ofOne(change: (text: string) => string): BuiltIn {
  return {
    countsLetters: true,
    parameters: [parameter('str', STRING)],
    returns: STRING,
    apply: (args, site) => madeText(change(textOf(args[0])), args, site),
  };
}

/** How often a text is in another, without overlapping itself. */
export function countOf(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function isLineBreak(letter: string): boolean {
  return letter === '\n' || letter === '\r';
}

function isSpace(letter: string): boolean {
  return /\p{White_Space}/u.test(letter);
}

/** Letter by letter from the end: a pattern that ends there would begin at each letter anew. */
function endWithout(text: string, isCut: (letter: string) => boolean): number {
  let end = text.length;
  while (end > 0 && isCut(text.charAt(end - 1))) end--;
  return end;
}

function trimSpace(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  return text.slice(start, Math.max(start, endWithout(text, isSpace)));
}

function ofTwo(names: readonly [string, string], change: (text: string, other: string) => string): BuiltIn {
  return {
    countsLetters: true,
    parameters: names.map((name) => parameter(name, STRING)),
    returns: STRING,
    apply: (args, site) => madeText(change(textOf(args[0]), textOf(args[1])), args, site),
  };
}

function textPredicate(names: readonly [string, string], holds: (text: string, part: string) => boolean): BuiltIn {
  return {
    parameters: names.map((name) => parameter(name, STRING)),
    returns: BOOL,
    apply: ([text, part], { origin }) => boolValue(holds(textOf(text), textOf(part)), origin),
  };
}

/** Everything starts with nothing, whatever it is. */
function startsWith([text, prefix]: readonly Value[], { origin }: CallSite): Value {
  if (text?.kind === 'unknown' && textOf(prefix) !== '') return unknownFrom(text, BOOL);
  return boolValue(textOf(text).startsWith(textOf(prefix)), origin);
}

function indent(args: readonly Value[], site: CallSite): Value {
  const spaces = integerOf(args[0]);
  if (spaces === undefined) return failed(site, NOT_WHOLE);
  if (spaces < 0) return failed(site, 'strings: negative Repeat count');
  const text = textOf(args[1]);
  reserveText(text.length + countOf('\n', text) * spaces);
  return madeText(text.replaceAll('\n', `\n${' '.repeat(Math.min(spaces, MAX_TEXT_LENGTH))}`), args, site);
}

function join(args: readonly Value[], site: CallSite): Value {
  const [separator, ...lists] = args;
  if (lists.length === 0) return failed(site, 'at least one list is required');
  const unknown = lists.map(unknownIn).find((it) => it !== undefined);
  if (unknown) return unknownFrom(unknown, STRING);
  const items = lists.flatMap((list) => (isSequence(list) ? list.items : []));
  const empty = items.findIndex((item) => item.kind !== 'string');
  if (empty >= 0) return failedArgument(site, 'lists', `element ${empty} is null; cannot concatenate null values`);
  const texts = items.filter((item): item is StringValue => item.kind === 'string');
  const length = texts.reduce((sum, item) => sum + item.value.length + textOf(separator).length, 0);
  reserveText(length);
  return madeText(texts.map((item) => item.value).join(textOf(separator)), args, site);
}

function split(args: readonly Value[], site: CallSite): Value {
  const [separator = '', text = ''] = args.map(textOf);
  reserve(separator === '' ? text.length : countOf(separator, text));
  const parts = separator === '' ? [...text] : text.split(separator);
  const origin = originOfResult(args, site);
  return listValue(
    parts.map((part) => stringValue(part, origin)),
    STRING,
    origin,
  );
}

/** Positions count what a reader sees as characters; a negative one counts from the end. */
function substring(args: readonly Value[], site: CallSite): Value {
  const offset = integerOf(args[1]);
  const length = integerOf(args[2]);
  if (offset === undefined) return failed(site, NOT_WHOLE);
  if (length === undefined) return failed(site, NOT_WHOLE);
  const text = textOf(args[0]);
  const start = offset < 0 ? Math.max(0, countCharacters(text) + offset) : offset;
  // Counted from the end, a length of zero is never reached, so that it means all the rest.
  const isRest = length < 0 || (length === 0 && offset < 0);
  return madeText(sliceCharacters(text, start, isRest ? undefined : start + length), args, site);
}
