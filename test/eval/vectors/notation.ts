/**
 * One notation for what Terraform recorded and for what we evaluated: values with their types, where all is known
 * (`list(string)["a"]`, `null(number)`), and plain structure with `?` where something is not.
 */
import { type Node, parseTree } from 'jsonc-parser';
import { bitLength } from '../../../server/src/core/eval/number/binary';
import { isInfinite } from '../../../server/src/core/eval/number/infinity';
import {
  fromDouble,
  numberText,
  toBinary,
  toDouble,
  toExactInteger,
  wholeNumber,
} from '../../../server/src/core/eval/number/number';
import type { Type } from '../../../server/src/core/eval/type/type';
import { typeOf } from '../../../server/src/core/eval/type/type-of';
import type { Decimal, Value } from '../../../server/src/core/eval/value/value';

/** JSON that keeps the digits of its numbers. */
export function readJson(text: string): Json {
  const root = parseTree(text);
  if (!root) throw new Error(`not JSON: ${text.slice(0, 200)}`);
  return jsonOf(root, text);
}

export type Json =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number' | 'string'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Json> };

function jsonOf(node: Node, text: string): Json {
  switch (node.type) {
    case 'boolean':
      return { kind: 'bool', value: node.value === true };
    case 'number':
      return { kind: 'number', text: text.slice(node.offset, node.offset + node.length) };
    case 'string':
      return { kind: 'string', text: String(node.value) };
    case 'array':
      return { kind: 'array', items: (node.children ?? []).map((it) => jsonOf(it, text)) };
    case 'object':
      return { kind: 'object', entries: new Map((node.children ?? []).flatMap((it) => entryOf(it, text))) };
    default:
      return { kind: 'null' };
  }
}

function entryOf(property: Node, text: string): readonly (readonly [string, Json])[] {
  const [key, value] = property.children ?? [];
  return key && value ? [[String(key.value), jsonOf(value, text)]] : [];
}

export function member(json: Json | undefined, name: string): Json | undefined {
  return json?.kind === 'object' ? json.entries.get(name) : undefined;
}

/** A value with the type that Terraform's JSON gives it. */
export function recordedText(type: Json, value: Json): string {
  if (value.kind === 'null')
    return type.kind === 'string' && type.text === 'dynamic' ? 'null' : `null(${typeText(type)})`;
  if (type.kind === 'string') return scalarText(value);
  const [kind, inner] = type.kind === 'array' ? type.items : [];
  if (!kind || !inner || kind.kind !== 'string') throw new Error('a type has a kind and what is inside');
  if (value.kind === 'array') {
    const items = value.items.map((item, index) => recordedText(itemType(kind.text, inner, index), item));
    return `${kind.text === 'tuple' ? '' : typeText(type)}[${items.join(', ')}]`;
  }
  if (value.kind !== 'object') return scalarText(value);
  const entries = [...value.entries].map(
    ([key, item]) => `${JSON.stringify(key)}: ${recordedText(entryType(kind.text, inner, key), item)}`,
  );
  return `${kind.text === 'object' ? '' : typeText(type)}{${entries.join(', ')}}`;
}

function itemType(kind: string, inner: Json, index: number): Json {
  return (kind === 'tuple' && inner.kind === 'array' ? inner.items[index] : inner) ?? inner;
}

function entryType(kind: string, inner: Json, key: string): Json {
  return (kind === 'object' ? member(inner, key) : inner) ?? inner;
}

function scalarText(value: Json): string {
  if (value.kind === 'string') return JSON.stringify(value.text);
  if (value.kind === 'number') return value.text;
  return value.kind === 'bool' ? String(value.value) : 'null';
}

function typeText(type: Json): string {
  if (type.kind === 'string') return type.text === 'dynamic' ? 'any' : type.text;
  const [kind, inner] = type.kind === 'array' ? type.items : [];
  if (kind?.kind !== 'string' || !inner) throw new Error('a type has a kind and what is inside');
  if (inner.kind === 'array' && kind.text === 'tuple') return `tuple(${inner.items.map(typeText).join(', ')})`;
  if (inner.kind === 'object' && kind.text === 'object') {
    return `object(${[...inner.entries].map(([name, it]) => `${JSON.stringify(name)}: ${typeText(it)}`).join(', ')})`;
  }
  return `${kind.text}(${typeText(inner)})`;
}

/** Structure only; `unknown` has `true` wherever the value is not known. */
export function openText(value: Json | undefined, unknown: Json | undefined): string {
  if (unknown?.kind === 'bool' && unknown.value) return '?';
  if (value?.kind === 'array') {
    const marks = unknown?.kind === 'array' ? unknown.items : [];
    return `[${value.items.map((item, index) => openText(item, marks[index])).join(', ')}]`;
  }
  if (value?.kind === 'object' || unknown?.kind === 'object') {
    const keys = new Set([...keysOf(value), ...keysOf(unknown)]);
    const entries = [...keys]
      .sort()
      .map((key) => `${JSON.stringify(key)}: ${openText(member(value, key), member(unknown, key))}`);
    return `{${entries.join(', ')}}`;
  }
  return value ? scalarText(value) : 'null';
}

function keysOf(json: Json | undefined): Iterable<string> {
  return json?.kind === 'object' ? json.entries.keys() : [];
}

/** Our own values, in the same notation. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'null':
      return !value.type || value.type.kind === 'any' ? 'null' : `null(${ownTypeText(value.type)})`;
    case 'list':
    case 'tuple':
      return `${value.kind === 'tuple' ? '' : ownTypeText(typeOf(value))}[${value.items.map(valueText).join(', ')}]`;
    case 'set':
      // Zero and zero below zero become one when they are stored.
      return `${ownTypeText(typeOf(value))}[${[...new Set(value.items.map(valueText))].join(', ')}]`;
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(([key, item]) => `${JSON.stringify(key)}: ${valueText(item)}`);
      return `${value.kind === 'object' ? '' : ownTypeText(typeOf(value))}{${entries.join(', ')}}`;
    }
    default:
      return plainText(value);
  }
}

export function openValueText(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.items.map(openValueText).join(', ')}]`;
    case 'map':
    case 'object': {
      const keys = [...value.entries.keys()].sort();
      const entries = keys.map((key) => `${JSON.stringify(key)}: ${openValueText(value.entries.get(key) ?? value)}`);
      return `{${entries.join(', ')}}`;
    }
    default:
      return plainText(value);
  }
}

function plainText(value: Value): string {
  if (value.kind === 'string') return JSON.stringify(value.value);
  // A zero below zero is stored as zero; only strings tell the two apart.
  if (value.kind === 'number') return numberText(stored(value.value)).replace(/^-0$/, '0');
  return value.kind === 'bool' ? String(value.value) : '?';
}

/** A plan keeps as a double what is one, and a double has a shorter name than a float of more bits. */
function stored(it: Decimal): Decimal {
  const whole = toExactInteger(it);
  if (whole !== undefined) return BigInt.asIntN(64, whole) === whole ? { ...wholeNumber(whole) } : it;
  return isInfinite(it) || !isDouble(it) ? it : fromDouble(toDouble(it));
}

function isDouble(it: Decimal): boolean {
  const double = toDouble(it);
  if (!Number.isFinite(double) || double === 0) return false;
  const { mantissa, exponent } = toBinary(it);
  const shift = Math.max(0, bitLength(mantissa) - 53);
  return (mantissa >> BigInt(shift)) << BigInt(shift) === mantissa && exponent + shift >= -1074;
}

function ownTypeText(type: Type): string {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${ownTypeText(type.element)})`;
    case 'tuple':
      return `tuple(${type.items.map(ownTypeText).join(', ')})`;
    case 'object': {
      const names = [...type.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
      return `object(${names.map(([name, it]) => `${JSON.stringify(name)}: ${ownTypeText(it.type)}`).join(', ')})`;
    }
    default:
      return type.kind;
  }
}
