/**
 * Values of a plan as evaluation would have made them. Where the sources are there, their evaluation is the hint: it knows
 * who wrote a value, and which resource an unknown one means.
 */
import { compareText, isObject, type Origin, withChoice } from '../../base';
import * as evaluation from '../../eval';
import type { Json, JsonObject } from './json';

/** As which file the sources are given the plan's variables; nobody can look there, so that no origin may lead to it. */
export const variablesFile = '<plan>.tfvars.json';

export type Planned = {
  readonly value: Json;
  /** `true`, or in the shape of the value. */
  readonly unknown: Json;
  readonly sensitive: Json;
  readonly hint: evaluation.Value | undefined;
  /** For what the sources don't say. */
  readonly origin: Origin;
};

export function plannedValue(planned: Planned): evaluation.Value {
  const { value, unknown, sensitive, hint, origin } = planned;
  if (sensitive === true) return evaluation.unknownValue({ kind: 'planned-sensitive' }, origin);
  if (unknown === true || value === undefined) return notKnown(hint, origin);
  const author = hint ? authorOf(hint, origin) : origin;
  if (Array.isArray(value)) return evaluation.tupleValue(items(value, planned), author);
  if (isObject(value)) return evaluation.objectValue(entries(value, planned), author);
  const plain = plainValue(value, author);
  return hint && isSame(plain, hint) ? authored(hint, origin) : plain;
}

function notKnown(hint: evaluation.Value | undefined, origin: Origin): evaluation.Value {
  if (hint?.kind === 'unknown' && hint.symbol) return authored(hint, origin);
  return evaluation.unknownValue({ kind: 'planned-after-apply' }, origin);
}

export function authored<V extends evaluation.Value>(value: V, otherwise: Origin): V {
  return value.origin.at.path === variablesFile ? { ...value, origin: otherwise } : value;
}

/** Of a resource's attribute that the plan knows by now, the sources say who chose the resource. */
function authorOf(hint: evaluation.Value, origin: Origin): Origin {
  if (hint.kind !== 'unknown') return authored(hint, origin).origin;
  const { chosenBy } = hint.origin;
  return chosenBy ? withChoice(origin, chosenBy) : origin;
}

function plainValue(value: Json, origin: Origin): evaluation.Value {
  if (typeof value === 'string') return evaluation.stringValue(value, origin);
  if (typeof value === 'boolean') return evaluation.boolValue(value, origin);
  const number = typeof value === 'number' ? evaluation.parseDecimal(String(value)) : undefined;
  return number ? evaluation.numberValue(number, origin) : evaluation.nullValue(origin);
}

function isSame(a: evaluation.Value, b: evaluation.Value): boolean {
  if (a.kind === 'null') return b.kind === 'null';
  if (a.kind === 'string' || a.kind === 'bool') return b.kind === a.kind && a.value === b.value;
  return (
    a.kind === 'number' && b.kind === 'number' && evaluation.numberText(a.value) === evaluation.numberText(b.value)
  );
}

/** Terraform prints sets in an order of its own, so that a text finds its author by what it says. */
function items(values: readonly Json[], { unknown, sensitive, hint, origin }: Planned): readonly evaluation.Value[] {
  const hints = hint && 'items' in hint ? hint.items : [];
  const texts = new Map(hints.flatMap((it) => (it.kind === 'string' ? [[it.value, it] as const] : [])));
  return values.map((value, index) =>
    plannedValue({
      value,
      unknown: Array.isArray(unknown) ? unknown[index] : undefined,
      sensitive: Array.isArray(sensitive) ? sensitive[index] : undefined,
      hint: typeof value === 'string' ? texts.get(value) : hints.length === values.length ? hints[index] : undefined,
      origin,
    }),
  );
}

function entries(object: JsonObject, planned: Planned): ReadonlyMap<string, evaluation.Value> {
  const { hint, origin } = planned;
  const [unknown, sensitive] = [planned.unknown, planned.sensitive].map((it) => (isObject(it) ? it : {}));
  const hints = hint && 'entries' in hint ? hint.entries : new Map<string, evaluation.Value>();
  return new Map(
    namesIn(object, unknown).map((name) => [
      name,
      plannedValue({
        value: object[name],
        unknown: unknown?.[name],
        sensitive: sensitive?.[name],
        hint: hints.get(name),
        origin,
      }),
    ]),
  );
}

/** What is not known is left out of the values, and only named among the unknown. */
export function namesIn(values: JsonObject, unknown: JsonObject | undefined): readonly string[] {
  const open = Object.entries(unknown ?? {}).flatMap(([name, it]) => (it === true ? [name] : []));
  return [...new Set([...Object.keys(values), ...open])].toSorted(compareText);
}
