/** What leaves an evaluation: values marked as sensitive stay inside, as Terraform prints `(sensitive value)` in their place. */
import { rememberEach } from '../../base';
import type { UnknownReason } from '../../reasons';
import { typeOf } from '../type/type-of';
import { unknownValue } from './construct';
import { containsSensitive } from './traits';
import type { UnknownValue, Value } from './value';

/** The value with an unknown for each that is marked. */
export function redacted(value: Value): Value {
  if (value.kind === 'unknown') return value.sensitive ? redactedUnknown(value) : withRedactedMembers(value);
  if (!containsSensitive(value) || value.kind === 'null') return value;
  return withRedactedParts(value);
}

/** Remembered, since values share their parts. */
const withRedactedParts = rememberEach((value: Value): Value => {
  if (value.sensitive) return unknownValue({ kind: 'sensitive' }, value.origin, typeOf(value));
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, items: value.items.map(redacted) };
    case 'map':
    case 'object':
      return { ...value, entries: redactedEntries(value.entries) };
    default:
      return value;
  }
});

/** The same map where nothing in it is marked. */
export function redactedEntries(entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  let changed: Map<string, Value> | undefined;
  for (const [name, value] of entries) {
    const shown = redacted(value);
    if (shown === value) continue;
    changed ??= new Map(entries);
    changed.set(name, shown);
  }
  return changed ?? entries;
}

/** A reason may quote what it is about. */
export function withoutQuotes(value: UnknownValue): UnknownValue {
  return quotesNothing.has(value.because.kind) ? value : { ...value, because: { kind: 'sensitive' } };
}

const quotesNothing: ReadonlySet<string> = new Set<UnknownReason['kind']>([
  'sensitive',
  'variable-without-value',
  'output-without-value',
  'known-after-apply',
  'known-at-run',
  'too-large',
  'too-deep',
]);

/** Whose attribute it is stays; what is known of its content goes. */
export function redactedUnknown(value: UnknownValue): UnknownValue {
  return {
    ...withoutQuotes(value),
    partialResult: undefined,
    shape: undefined,
    members: undefined,
    missing: undefined,
    collisions: undefined,
  };
}

const withRedactedMembers = rememberEach((value: UnknownValue): UnknownValue => {
  const { members } = value;
  if (!members?.items.some((it) => containsSensitive(it.value))) return value;
  return {
    ...value,
    members: { ...members, items: members.items.map((it) => ({ ...it, value: redacted(it.value) })) },
  };
});
