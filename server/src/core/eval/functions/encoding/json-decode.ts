/** `jsondecode`. Numbers keep all their digits, so they are read from the text and not from JavaScript's doubles. */
import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Origin, type Span, span } from '../../../base';
import { reserve, TOO_DEEP } from '../../expression/limits';
import { readNumber } from '../../number/read-number';
import {
  boolValue,
  nullValue,
  objectValue,
  sortEntries,
  stringValue,
  tupleValue,
  unknownValue,
} from '../../value/construct';
import type { Value } from '../../value/value';
import { type CallSite, failed } from '../function';
import { type Places, placesOf } from './decoded';
import { shapeOfJson } from './json-shape';

const MAX_DEPTH = 500;
/** The reader's tree takes more room than the values that come of it. */
const STEPS_OF_PART = 3;

export function jsonDecode([source]: readonly Value[], site: CallSite): Value {
  const places = placesOf(source, site);
  const errors: ParseError[] = [];
  const shape = shapeOfJson(places.text);
  if (shape.depth > MAX_DEPTH) return unknownValue(TOO_DEEP, site.origin);
  reserve(shape.parts * STEPS_OF_PART);
  const root = parseTree(places.text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (!root || error) return failed(site, errorText(places.text, error));
  return valueOf(root, places);
}

function errorText(text: string, error: ParseError | undefined): string {
  if (text.trim() === '') return 'EOF';
  const found = error ? text.charAt(error.offset) : '';
  return found === '' ? 'unexpected end of JSON input' : `invalid character '${found}' in JSON text`;
}

function valueOf(node: Node, places: Places): Value {
  const origin = places.originAt(spanOf(node));
  switch (node.type) {
    case 'string':
      return stringValue(String(node.value), origin);
    case 'boolean':
      return boolValue(node.value === true, origin);
    case 'number':
      return readNumber(textOf(node, places), origin) ?? unknownValue({ kind: 'invalid-number' }, origin);
    case 'array':
      return tupleValue(
        (node.children ?? []).map((child) => valueOf(child, places)),
        origin,
      );
    case 'object':
      return objectOf(node, places);
    default:
      return nullValue(origin);
  }
}

function objectOf(node: Node, places: Places): Value {
  const entries = new Map<string, Value>();
  const keyOrigins = new Map<string, Origin>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = String(key.value).normalize('NFC');
    entries.set(name, valueOf(value, places));
    keyOrigins.set(name, places.originAt(spanOf(key)));
  }
  return objectValue(sortEntries(entries), places.originAt(spanOf(node)), keyOrigins);
}

function spanOf(node: Node): Span {
  return span(node.offset, node.offset + node.length);
}

function textOf(node: Node, places: Places): string {
  return places.text.slice(node.offset, node.offset + node.length);
}
