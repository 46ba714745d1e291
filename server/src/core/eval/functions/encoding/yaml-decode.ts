/**
 * `yamldecode`, with the types of plain scalars as Terraform resolves them: `yes` and `on` are bools, a date becomes a
 * timestamp, and `012345678901` is the number 12345678901 (an account id that has just lost its zero).
 */
import type { Origin } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import * as yaml from '../../../syntax/yaml';
import { reserve, spend, TOO_LARGE } from '../../expression/limits';
import { infinity } from '../../number/infinity';
import { readNumber } from '../../number/read-number';
import { convertTo, isFailure } from '../../type/convert';
import { NUMBER, STRING, typeName } from '../../type/type';
import { typeOf } from '../../type/type-of';
import {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  sortEntries,
  stopValue,
  stringValue,
  tupleValue,
  unknownValue,
} from '../../value/construct';
import { errorIn } from '../../value/traits';
import type { MappingValue, Value } from '../../value/value';
import { type CallSite, failed } from '../function';
import { fromBase64 } from './bytes';
import { type Places, placesOf } from './decoded';
import { timestampText } from './yaml-timestamp';

type Reading = { readonly places: Places; readonly site: CallSite; readonly known: Map<yaml.Node, Value> };

export function yamlDecode([source]: readonly Value[], site: CallSite): Value {
  const places = placesOf(source, site);
  reserve(places.text.length >> 2);
  const file = yaml.parse({ path: places.path, text: places.text });
  const [problem] = file.problems;
  if (isReadOtherwise(places.text) && problem?.reason.kind !== 'tab-indentation') {
    return unknownValue({ kind: 'not-computed', what: 'yaml-whitespace' }, site.origin);
  }
  if (problem && limits.has(problem.reason.kind)) return unknownValue(TOO_LARGE, site.origin);
  if (problem) {
    return stopValue({ kind: 'invalid-yaml', function: site.name, problem: problem.reason }, site.origin);
  }
  const [document, another] = file.documents;
  if (another) return failed(site, 'on line 1, column 1: only a single document is allowed');
  if (hasForeignVersion(places.text)) return failed(site, 'found incompatible YAML document');
  if (!document?.root) return emptyDocument(places, site);
  const value = valueOf(document.root, { places, site, known: new Map() });
  return errorIn(value) ?? value;
}

/** What our own reader leaves unread says nothing about Terraform's. */
const limits: ReadonlySet<ProblemReason['kind']> = new Set([
  'aliases-multiply',
  'yaml-nested-deeper',
  'yaml-nested-too-deeply',
  'yaml-too-long',
]);

/** A tab where a line begins or behind the dash of an item, a carriage return alone: readers of YAML do not agree on these. */
function isReadOtherwise(text: string): boolean {
  return /^[ -]*\t|\r(?!\n)/m.test(text);
}

/** Terraform reads YAML 1.1, and refuses a document that says it is anything else. */
function hasForeignVersion(text: string): boolean {
  const version = /^%YAML[ \t]+(\S+)/m.exec(text)?.[1];
  return version !== undefined && version !== '1.1';
}

/** Nothing at all is an error, an empty document is null. */
function emptyDocument(places: Places, site: CallSite): Value {
  if (/^---/m.test(places.text)) return nullValue(places.originAt({ start: 0, end: 0 }));
  return failed(site, 'on line 1, column 1: missing start of document');
}

/** An aliased node is read once, however often it is used. */
function valueOf(node: yaml.Node, reading: Reading): Value {
  const known = reading.known.get(node);
  if (known) return known;
  spend(2);
  const value = read(node, reading);
  reading.known.set(node, value);
  return value;
}

function read(node: yaml.Node, reading: Reading): Value {
  switch (node.kind) {
    case 'scalar':
      return scalarOf(node, reading);
    case 'sequence':
      if (node.tag !== undefined && node.tag !== '!!seq') return badTag(node, reading, "can't interpret sequence as");
      return tupleValue(
        node.items.map((item) => valueOf(item, reading)),
        originOf(node, reading),
      );
    case 'mapping':
      if (node.tag !== undefined && node.tag !== '!!map') return badTag(node, reading, "can't interpret mapping as");
      return mappingOf(node, reading);
  }
}

function originOf(node: yaml.Node, { places }: Reading): Origin {
  return places.originAt(node.span);
}

function invalid(node: yaml.Node, reading: Reading, message: string): Value {
  return stopValue({ kind: 'call-failed', function: reading.site.name, message }, originOf(node, reading));
}

function badTag(node: yaml.Node, reading: Reading, what: string): Value {
  return invalid(node, reading, `${what} ${node.tag}`);
}

/** Of two entries with one key the later wins; `<<` adds the entries of another mapping where it stands. */
function mappingOf(node: yaml.Mapping, reading: Reading): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const { key, value } of node.entries) {
    if (isMergeKey(key)) {
      const merged = valueOf(value, reading);
      if (merged.kind !== 'object')
        return invalid(value, reading, `cannot merge ${typeName(typeOf(merged))} into mapping`);
      addAll(merged, entries, keyOrigins);
      continue;
    }
    const name = keyOf(key, reading);
    if (typeof name !== 'string') return name;
    entries.set(name, valueOf(value, reading));
    keyOrigins.set(name, originOf(key, reading));
  }
  return objectValue(sortEntries(entries), originOf(node, reading), keyOrigins);
}

function isMergeKey(key: yaml.Node): boolean {
  if (key.kind !== 'scalar') return false;
  return key.tag === '!!merge' || (key.tag === undefined && key.text === '<<');
}

function addAll(mapping: MappingValue, entries: Map<string, Value>, keyOrigins: Map<string, Origin>): void {
  spend(mapping.entries.size);
  for (const [key, value] of mapping.entries) {
    entries.set(key, value);
    keyOrigins.set(key, mapping.keyOrigins?.get(key) ?? value.origin);
  }
}

function keyOf(key: yaml.Node, reading: Reading): string | Value {
  if (key.kind !== 'scalar') return invalid(key, reading, 'only strings are allowed as mapping keys');
  const value = convertTo(scalarOf(key, reading), STRING);
  if (isFailure(value)) return invalid(key, reading, 'only strings are allowed as mapping keys');
  if (value.kind === 'null') return invalid(key, reading, 'mapping key cannot be null');
  return value.kind === 'string' ? value.value : value;
}

const BOOLS: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['y', 'Y', ...casesOf('yes'), ...casesOf('true'), ...casesOf('on')].map((it) => [it, true])),
  ...Object.fromEntries(['n', 'N', ...casesOf('no'), ...casesOf('false'), ...casesOf('off')].map((it) => [it, false])),
};

function casesOf(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

const NULLS: ReadonlySet<string> = new Set(['', '~', ...casesOf('null')]);
const INTEGER = /^[-+]?[0-9]+$/;
const MAX_BASED_LENGTH = 4000;
const BASED = /^(?:0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const KNOWN_TAGS = ['!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp', '!!binary'];

function scalarOf(node: yaml.Scalar, reading: Reading): Value {
  const { tag, text } = node;
  const origin = originOf(node, reading);
  if (tag !== undefined && !KNOWN_TAGS.includes(tag))
    return invalid(node, reading, `unsupported tag "${longTag(tag)}"`);
  if (tag === '!!str') return stringValue(text, origin);
  if (tag === '!!binary') {
    return fromBase64(text) ? stringValue(text, origin) : invalid(node, reading, 'not valid base64');
  }
  if (node.style.endsWith('quoted') && (tag === undefined || isHinted(text))) return stringValue(text, origin);
  const value = resolved(text, tag, origin) ?? tagged(node, reading, origin);
  return node.style === 'block' && tag === undefined ? asText(value) : value;
}

/** A block text is resolved like a plain one, and then becomes a string again: `yes` comes out as `true`. */
function asText(value: Value): Value {
  const text = convertTo(value, STRING);
  return isFailure(text) ? value : text;
}

function longTag(tag: string): string {
  return tag.startsWith('!!') ? `tag:yaml.org,2002:${tag.slice(2)}` : tag;
}

/** Only these first letters can begin anything but a string. */
function isHinted(text: string): boolean {
  return text === '' || /^[-+0-9yYnNtTfFoO~.]/.test(text);
}

/** What the text says by itself. */
function resolved(text: string, tag: string | undefined, origin: Origin): Value | undefined {
  if (NULLS.has(text)) return nullValue(origin);
  const bool = Object.hasOwn(BOOLS, text) ? BOOLS[text] : undefined;
  if (bool !== undefined) return boolValue(bool, origin);
  if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) return numberValue(infinity(text.startsWith('-')), origin);
  if (tag === undefined || tag === '!!timestamp') {
    const timestamp = timestampText(text);
    if (timestamp !== undefined) return stringValue(timestamp, origin);
  }
  if (BASED.test(text)) return readBased(text, origin);
  return INTEGER.test(text) || FLOAT.test(text) ? readNumber(text, origin) : undefined;
}

/** Turning digits of another base into decimal ones takes more than as many steps. */
function readBased(text: string, origin: Origin): Value | undefined {
  if (text.length > MAX_BASED_LENGTH) return unknownValue(TOO_LARGE, origin, NUMBER);
  return readNumber(BigInt(text).toString(), origin);
}

function tagged(node: yaml.Scalar, reading: Reading, origin: Origin): Value {
  const { tag, text } = node;
  if (tag === undefined) {
    if (/^\.(nan|NaN|NAN)$/.test(text)) return invalid(node, reading, 'floating point NaN is not supported');
    return stringValue(text, origin);
  }
  const number = tag === '!!int' || tag === '!!float' ? readNumber(text.replaceAll('_', ''), origin) : undefined;
  if (number) return number;
  if (tag === '!!null') return nullValue(origin);
  return invalid(node, reading, `cannot parse ${JSON.stringify(text)} as ${longTag(tag)}`);
}
