/** Regular expressions in RE2's syntax, which is Go's and not JavaScript's. */
import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Origin } from '../../../base';
import { MAX_TEXT_LENGTH, onceInRoot, reserve, reserveText, spend } from '../../expression/limits';
import { objectOf, STRING, type Type, tupleOf } from '../../type/type';
import {
  listValue,
  nullValue,
  objectValue,
  sortEntries,
  stringValue,
  tupleValue,
  unknownValue,
} from '../../value/construct';
import type { Value } from '../../value/value';
import { type BuiltIn, type CallSite, failed, failedArgument, originOfResult, parameter } from '../function';
import { countOf, madeText, textOf } from './strings';

/** The library refuses two groups of one name, and Terraform does not. */
function refused({ failed: what, culprit }: Refusal, site: CallSite): Value {
  if (what === DUPLICATE_NAME) return unknownValue({ kind: 'not-computed', what: 'duplicate-group-name' }, site.origin);
  return failedArgument(
    site,
    'pattern',
    `invalid regexp pattern: ${what}${culprit === undefined ? '' : ` in ${culprit}`}`,
  );
}

const PARAMETERS = [parameter('pattern', STRING), parameter('string', STRING)];

export const regexes: Readonly<Record<string, BuiltIn>> = {
  regex: { parameters: PARAMETERS, apply: regex },
  regexall: { parameters: PARAMETERS, apply: regexAll },
  replace: {
    parameters: [parameter('str', STRING), parameter('substr', STRING), parameter('replace', STRING)],
    returns: STRING,
    apply: replace,
  },
};

type Pattern = {
  readonly groups: readonly (string | undefined)[];
  readonly find: (text: string) => Generator<Match>;
  readonly replaceAll: (text: string, replacement: string) => string;
};

/** The whole match first, then each group; a group that took no part is `undefined`. */
type Match = readonly (string | undefined)[];

/** What is wrong with a pattern that cannot be compiled, in Go's words, and the part of it that is. */
type Refusal = { readonly failed: string; readonly culprit: string | undefined };

/** The library's own words. */
const DUPLICATE_NAME = 'duplicate capture group name';

export function compile(source: string): Pattern | Refusal {
  return onceInRoot(`pattern ${source}`, () => compileOnce(source));
}

function compileOnce(source: string): Pattern | Refusal {
  reserve(STEPS_OF_INSTRUCTION * source.length * longestRepetition(source));
  const compiled = tryCompile(source);
  if ('failed' in compiled) return compiled;
  return {
    groups: groupNames(compiled),
    find: (text) => matches(compiled, text),
    replaceAll: (text, replacement) => replaceAll(compiled, text, replacement),
  };
}

/** Compiling takes so much longer than anything else that is counted. */
const STEPS_OF_INSTRUCTION = 4;

/** How often a part of a pattern is written out at most: repetitions in repetitions come to a thousand together, or are refused. */
function longestRepetition(source: string): number {
  let product = 1;
  for (const [, least = '', most = ''] of source.matchAll(/\{(\d{1,4})(?:,(\d{1,4}))?/g)) {
    product = Math.min(1000, product * Math.max(1, Number(least), Number(most)));
  }
  return product;
}

/** The library knows no other way to say that a pattern is broken than to throw. */
function tryCompile(source: string): RE2JS | Refusal {
  try {
    return RE2JS.compile(source);
  } catch (cause) {
    if (cause instanceof RE2JSSyntaxException) {
      return { failed: cause.getDescription(), culprit: cause.getPattern() ?? undefined };
    }
    return { failed: cause instanceof Error ? cause.message : String(cause), culprit: undefined };
  }
}

function groupNames(pattern: RE2JS): readonly (string | undefined)[] {
  const names: (string | undefined)[] = Array.from({ length: pattern.groupCount() });
  for (const [name, index] of Object.entries(pattern.namedGroups())) names[index - 1] = name;
  return names;
}

type Found = { readonly groups: Match; readonly start: number; readonly end: number };

/** Each search may look through all the rest of the text before it finds what is near, unless nothing in the pattern is without end. */
function searchSteps(pattern: RE2JS, rest: number): number {
  return /[*+]|,\}/.test(pattern.pattern()) ? rest >> 3 : 0;
}

/** As in Go, nothing is not found right behind a match. */
function* foundIn(pattern: RE2JS, text: string): Generator<Found> {
  const matcher = pattern.matcher(text);
  let previousEnd = -1;
  while (matcher.find()) {
    spend(2 + matcher.groupCount() + searchSteps(pattern, text.length - matcher.end()));
    const [start, end] = [matcher.start(), matcher.end()];
    const isAbutting = start === end && start === previousEnd;
    previousEnd = end;
    if (isAbutting) continue;
    const groups: (string | undefined)[] = [];
    for (let index = 0; index <= matcher.groupCount(); index++) groups.push(matcher.group(index) ?? undefined);
    yield { groups, start, end };
  }
}

function* matches(pattern: RE2JS, text: string): Generator<Match> {
  for (const { groups } of foundIn(pattern, text)) yield groups;
}

/** Go's rules for the replacement: `$name` takes as many letters as it can, `${name}` is exact, `$$` is a dollar. */
function replaceAll(pattern: RE2JS, text: string, replacement: string): string {
  const names = groupNames(pattern);
  let result = '';
  let position = 0;
  for (const { groups, start, end } of foundIn(pattern, text)) {
    const added = text.slice(position, start) + expand(replacement, groups, names);
    reserveText(result.length + added.length > MAX_TEXT_LENGTH ? MAX_TEXT_LENGTH + 1 : added.length);
    result += added;
    position = end;
  }
  return result + text.slice(position);
}

function expand(replacement: string, groups: Match, names: readonly (string | undefined)[]): string {
  return replacement.replaceAll(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (whole, plain: string | undefined, braced: string | undefined) => {
      if (whole === '$$') return '$';
      const name = plain ?? braced ?? '';
      const index = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1;
      if (!/^\d+$/.test(name) && index === 0) return '';
      return groups[index] ?? '';
    },
  );
}

function regex(args: readonly Value[], site: CallSite): Value {
  const pattern = compile(textOf(args[0]));
  if ('failed' in pattern) return refused(pattern, site);
  if (isMixed(pattern)) return mixed(site);
  const { value } = pattern.find(textOf(args[1])).next();
  if (!value) return failed(site, 'pattern did not match any part of the given string');
  return resultOf(value, pattern, originOfResult(args, site));
}

function regexAll(args: readonly Value[], site: CallSite): Value {
  const pattern = compile(textOf(args[0]));
  if ('failed' in pattern) return refused(pattern, site);
  if (isMixed(pattern)) return mixed(site);
  const origin = originOfResult(args, site);
  const found = [...pattern.find(textOf(args[1]))].map((match) => resultOf(match, pattern, origin));
  return listValue(found, resultType(pattern), origin);
}

function isMixed({ groups }: Pattern): boolean {
  return groups.includes(undefined) && groups.some((name) => name !== undefined);
}

function mixed(site: CallSite): Value {
  return failedArgument(site, 'pattern', 'invalid regexp pattern: cannot mix both named and unnamed capture groups');
}

/** Without groups a match is a string; with groups, a tuple or an object of them. */
function resultOf(match: Match, { groups }: Pattern, origin: Origin): Value {
  const parts = match.map((part) => (part === undefined ? nullValue(origin, STRING) : stringValue(part, origin)));
  const [whole, ...inner] = parts;
  if (groups.length === 0) return whole ?? nullValue(origin, STRING);
  if (groups[0] === undefined) return tupleValue(inner, origin);
  const entries = groups.map((name, index) => [name ?? '', inner[index] ?? nullValue(origin, STRING)] as const);
  return objectValue(sortEntries(new Map(entries)), origin);
}

function resultType({ groups }: Pattern): Type {
  if (groups.length === 0) return STRING;
  if (groups[0] === undefined) return tupleOf(groups.map(() => STRING));
  return objectOf(new Map(groups.map((name) => [name ?? '', STRING])));
}

/** Between slashes it is a regular expression, and the replacement may name its groups. */
function replace(args: readonly Value[], site: CallSite): Value {
  const [text = '', part = '', replacement = ''] = args.map(textOf);
  const isPattern = part.length > 1 && part.startsWith('/') && part.endsWith('/');
  if (!isPattern) {
    const count = part === '' ? text.length + 1 : countOf(part, text);
    reserveText(text.length + count * replacement.length);
    return madeText(part === '' ? interleave(text, replacement) : text.replaceAll(part, () => replacement), args, site);
  }
  const pattern = compile(part.slice(1, -1));
  if ('failed' in pattern) {
    const culprit = pattern.culprit === undefined ? '' : `: \`${pattern.culprit}\``;
    return failed(site, `error parsing regexp: ${pattern.failed}${culprit}`);
  }
  return madeText(pattern.replaceAll(text, replacement), args, site);
}

/** Replacing nothing puts the replacement before every letter and at the end. */
function interleave(text: string, replacement: string): string {
  return replacement + [...text].map((letter) => letter + replacement).join('');
}
