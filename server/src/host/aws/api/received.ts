/**
 * Answers as they arrive: the SDK's types say what AWS promises, not what came. Here they are anything until they are
 * checked; what is missing or malformed is told with the member's name, and is never taken for "there is none".
 */
import { checked, checkedFound, type Found, type FoundCandidate, text } from '../../../core/live';
import type { FailureReason } from '../../../core/reasons';
import { Failed } from './failed';
import { unexpected } from './failure';
import { field } from './field';

/** Something that could not be read: what is known of it, and what is wrong. */
export type Malformed = { readonly item: string; readonly problem: string };

export type Fields = Readonly<Record<string, unknown>>;

/** Throws `Failed` where the answer has no such list. */
export function listIn(answer: unknown, member: string, action: string): readonly unknown[] {
  const list = field(answer, member);
  if (Array.isArray(list)) return list;
  throw new Failed(unexpected({ kind: 'missing-member', action, member }));
}

/** Throws `Failed` where the answer has no such object. */
export function memberIn(answer: unknown, member: string, action: string): Fields {
  const it = field(answer, member);
  if (isFields(it)) return it;
  throw new Failed(unexpected({ kind: 'missing-member', action, member }));
}

/** What is no object has no fields. */
export function fieldsOf(item: unknown): Fields {
  return isFields(item) ? item : {};
}

function isFields(item: unknown): item is Fields {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

/** Each by itself, so that one that can't be read takes no other away. */
export function foundIn(candidates: readonly FoundCandidate[]): {
  readonly items: readonly Found[];
  readonly malformed: readonly Malformed[];
} {
  const items: Found[] = [];
  const bad: Malformed[] = [];
  for (const candidate of candidates) {
    const it = checkedFound(candidate);
    if ('value' in it) items.push(it.value);
    else bad.push({ item: labelOf(candidate), problem: it.problem });
  }
  return { items, malformed: bad };
}

/** What is known of it, for people to find it again. */
function labelOf({ kind: _, ...fields }: FoundCandidate): string {
  const known = Object.values(fields).flatMap((it) => (isFields(it) ? Object.values(it) : [it]));
  return known
    .filter((it) => typeof it === 'string')
    .join(' ')
    .slice(0, labelLength);
}

/** An ARN of a permission set and an account's id fit. */
const labelLength = 160;

export function malformed(action: string, { item, problem }: Malformed, others: number): FailureReason {
  return { kind: 'malformed-item', action, item, problem, others };
}

/** The token of the next page, none at the end, or what is wrong with it. */
export function tokenIn(next: unknown, action: string): string | undefined | FailureReason {
  if (next === undefined || next === null || next === '') return undefined;
  const token = checked(text, next);
  return 'value' in token
    ? token.value
    : malformed(action, { item: '', problem: `the next page: ${token.problem}` }, 0);
}

/** ISO 8601 in UTC; whatever is no date that a snapshot can hold stays undefined. */
export function dateIn(value: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  const text = value.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** Absent and null are the same. */
export function optional(value: unknown): unknown {
  return value ?? undefined;
}

/** AWS writes an empty text for "none" of these. */
export function unlessEmpty(value: unknown): unknown {
  return value === '' ? undefined : optional(value);
}

/** A moment in milliseconds since the epoch, as the portal tells it; nothing where it is none. */
export function dateOfMilliseconds(value: unknown): Date | undefined {
  const date = typeof value === 'number' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
