/** File patterns: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for folders at any depth. */

import { RE2JS } from 're2js';
import { compareUtf8 } from '../value/text-order';

/** `undefined` for a pattern that is none: an open bracket or brace. Matching takes no longer than the path is, whatever the pattern. */
export function globPattern(pattern: string): { readonly test: (path: string) => boolean } | undefined {
  const steps = pattern.split('/');
  let source = '';
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (step === '**') {
      source += isLast ? '.*' : '(?:[^/]+/)*';
      continue;
    }
    const inner = stepPattern(step);
    if (inner === undefined) return undefined;
    source += inner + (isLast ? '' : '/');
  }
  const compiled = RE2JS.compile(source);
  return { test: (path) => compiled.matches(path) };
}

function stepPattern(step: string): string | undefined {
  let source = '';
  let depth = 0;
  for (let index = 0; index < step.length; index++) {
    const letter = step.charAt(index);
    if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '[') {
      CLASS.lastIndex = index;
      const [whole, negated, inside] = CLASS.exec(step) ?? [];
      if (whole === undefined) return undefined;
      source += classPattern(negated === '^', inside ?? '');
      index += whole.length - 1;
    } else if (letter === '{') {
      source += '(?:';
      depth++;
    } else if (letter === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (letter === ',' && depth > 0) source += '|';
    else if (letter === '\\' && index + 1 < step.length) source += escaped(step.charAt(++index));
    else source += escaped(letter);
  }
  return depth === 0 ? source : undefined;
}

/** Letters and ranges; a `-` or `]` among them has a backslash before it. */
const CLASS = /\[(\^?)((?:(?:\\.|[^\]\\-])(?:-(?:\\.|[^\]\\-]))?)+)\]/y;

const RANGE = /\\?(.)(?:-\\?(.))?/gsu;

const NOTHING = '[^\\x00-\\x{10FFFF}]';

/** A range that runs backwards holds nothing. */
function classPattern(negated: boolean, inside: string): string {
  const ranges = [...inside.matchAll(RANGE)].map(([, first = '', last = first]) => [first, last] as const);
  const held = ranges.filter(([first, last]) => compareUtf8(first, last) <= 0);
  const letters = held.map(([first, last]) => `${inClass(first)}-${inClass(last)}`).join('');
  if (negated) return `[^/${letters}]`;
  return held.length === 0 ? NOTHING : `[${letters}]`;
}

function inClass(letter: string): string {
  return /[\\\]^[-]/.test(letter) ? `\\${letter}` : letter;
}

/** Braces inside braces mean something else to Terraform. */
export function hasNestedBraces(pattern: string): boolean {
  return /\{[^}]*\{/.test(pattern);
}

function escaped(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}
