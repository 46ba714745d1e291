import type { StringValue, Value } from './value';

/** Every known text in a value, the keys of maps and objects too; a key stands where its entry was written. */
export function* stringsIn(value: Value): Generator<StringValue> {
  if (value.kind === 'string') yield value;
  else if ('items' in value) for (const item of value.items) yield* stringsIn(item);
  else if ('entries' in value) {
    for (const [key, entry] of value.entries) {
      yield { kind: 'string', value: key, origin: value.keyOrigins?.get(key) ?? entry.origin };
      yield* stringsIn(entry);
    }
  }
}
