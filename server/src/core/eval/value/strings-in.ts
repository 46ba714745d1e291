import type { StringValue, Value } from './value';

/**
 * Every known text in a value, the keys of maps and objects too; a key stands where its entry was written. What is shared
 * is gone through once.
 */
export function stringsIn(value: Value): Generator<StringValue> {
  return textsIn(value, new Set());
}

function* textsIn(value: Value, seen: Set<Value>): Generator<StringValue> {
  if (value.kind === 'string') yield value;
  else if (seen.has(value)) return;
  else if ('items' in value) {
    seen.add(value);
    for (const item of value.items) yield* textsIn(item, seen);
  } else if ('entries' in value) {
    seen.add(value);
    for (const [key, entry] of value.entries) {
      yield { kind: 'string', value: key, origin: value.keyOrigins?.get(key) ?? entry.origin };
      yield* textsIn(entry, seen);
    }
  }
}
