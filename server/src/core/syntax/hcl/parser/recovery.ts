/** Finding the next sound place behind something broken. Each skips in one pass, whatever the depth of what it skips. */

import { Kind } from '../scanner/kind';
import { beginsAttribute } from '../scanner/restart';
import type { Cursor } from './cursor';

/** To the next line of the body, over brackets that open on the way; the body's own `}` stays. */
export function skipItem(cursor: Cursor): void {
  const before = cursor.setNewlines(true);
  let depth = 0;
  while (!stops(cursor.kind)) {
    if (closes(cursor.kind)) {
      if (depth === 0 && cursor.kind === Kind.closeBrace) break;
      if (depth > 0) depth--;
    } else if (opens(cursor.kind)) depth++;
    if (cursor.kind === Kind.newline && (depth === 0 || beginsAttribute(cursor.text, cursor.end))) {
      cursor.advance();
      break;
    }
    cursor.advance();
  }
  cursor.setNewlines(before);
}

/**
 * To the bracket that closes what is open, without taking it. A line that can only belong to the body outside
 * (`name = …`) ends the search, so that an open parenthesis does not swallow the attributes below it.
 */
export function skipToCloser(cursor: Cursor, closer: number): void {
  const before = cursor.setNewlines(true);
  let depth = 0;
  while (!stops(cursor.kind)) {
    if (depth === 0 && (cursor.kind === closer || closes(cursor.kind))) break;
    if (depth === 0 && cursor.kind === Kind.newline && beginsAttribute(cursor.text, cursor.end)) break;
    if (opens(cursor.kind)) depth++;
    else if (closes(cursor.kind)) depth--;
    cursor.advance();
  }
  cursor.setNewlines(before);
}

/** To the end of an item of an object: its comma, its line's end or the closing brace, none of them taken. */
export function skipObjectItem(cursor: Cursor): void {
  let depth = 0;
  while (!stops(cursor.kind)) {
    if (depth === 0 && (closes(cursor.kind) || cursor.kind === Kind.comma || cursor.kind === Kind.newline)) break;
    if (opens(cursor.kind)) depth++;
    else if (closes(cursor.kind)) depth--;
    cursor.advance();
  }
}

function stops(kind: number): boolean {
  return kind === Kind.end || kind === Kind.restart;
}

function opens(kind: number): boolean {
  switch (kind) {
    case Kind.openBrace:
    case Kind.openBracket:
    case Kind.openParen:
    case Kind.interpolation:
    case Kind.directive:
    case Kind.openHeredoc:
      return true;
    default:
      return false;
  }
}

function closes(kind: number): boolean {
  switch (kind) {
    case Kind.closeBrace:
    case Kind.closeBracket:
    case Kind.closeParen:
    case Kind.sequenceEnd:
    case Kind.closeHeredoc:
      return true;
    default:
      return false;
  }
}
