/**
 * A policy document in one form, whatever way it was written. IAM takes a single item and a list of one for the same
 * thing, and cares for no order of keys, actions or resources (IAM User Guide, grammar of the JSON policy language).
 */
import { type ParseError, parse } from 'jsonc-parser';
import { compareText } from '../../base';

/** What is no JSON, or nested as no policy is, stands for itself. */
export function comparableDocument(text: string): string {
  if (isDeep(text)) return text;
  const errors: ParseError[] = [];
  const document: unknown = parse(text, errors, { disallowComments: true });
  return errors.length > 0 ? text : JSON.stringify(canonical(document));
}

/** A policy has some ten levels (IAM User Guide, grammar); the parser and we ourselves go down each of them. */
const maxDepth = 200;

/** Brackets in texts count, too: they close as little as they open anything, and a policy has few. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return canonicalList(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, canonical(item)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)));
}

function canonicalList(items: readonly unknown[]): unknown {
  const all = items.map(canonical);
  if (all.length === 1) return all[0];
  return all
    .map((it) => JSON.stringify(it))
    .toSorted(compareText)
    .map((it): unknown => JSON.parse(it));
}
