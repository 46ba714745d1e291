/** Values as JSON, exactly as Terraform writes it: keys sorted, no spaces, and `<`, `>`, `&` escaped for HTML's sake. */
import { reserve } from '../expression/limits';
import { numberText } from '../number/number';
import type { Value } from './value';
import { weightOf } from './weight';

/** The caller has made sure that everything inside is known. Charges what it writes. */
export function jsonText(value: Value | string): string {
  if (typeof value !== 'string') reserve(weightOf(value));
  return written(value);
}

function written(value: Value | string): string {
  if (typeof value === 'string') return quoted(value);
  switch (value.kind) {
    case 'string':
      return quoted(value.value);
    case 'number':
      return numberText(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.items.map(written).join(',')}]`;
    case 'map':
    case 'object':
      return `{${[...value.entries].map(([key, item]) => `${quoted(key)}:${written(item)}`).join(',')}}`;
    default:
      return 'null';
  }
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[<>&\u2028\u2029]|\\[bf\\]/g, escape);
}

/** JavaScript has short forms for two control characters that Go writes as code points. */
function escape(found: string): string {
  if (found === '\\\\') return found;
  if (found === '\\b') return '\\u0008';
  if (found === '\\f') return '\\u000c';
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
