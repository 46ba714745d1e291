/** JSON that another program wrote, read without trusting it: what has another shape than expected is not there. */

import { isObject } from '../../base';

export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export function objectIn(value: Json, ...path: readonly string[]): JsonObject {
  const found = fieldIn(value, ...path);
  return isObject(found) ? found : {};
}

export function listIn(value: Json, ...path: readonly string[]): readonly Json[] {
  const found = fieldIn(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function textIn(value: Json, ...path: readonly string[]): string | undefined {
  const found = fieldIn(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function fieldIn(value: Json, ...path: readonly string[]): Json {
  let found = value;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}
