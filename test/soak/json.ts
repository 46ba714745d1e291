/** JSON with a part of it replaced by what nobody expects there. */
import { randomText } from './mutate';
import type { Random } from './random';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function mutatedJson(json: Json, random: Random): Json {
  if (random.chance(0.12)) return unexpected(json, random);
  if (Array.isArray(json)) return json.map((item: Json, index) => changedAt(item, index, json.length, random));
  if (typeof json !== 'object' || json === null) return random.chance(0.2) ? unexpected(json, random) : json;
  const entries = Object.entries(json);
  const chosen = random.below(Math.max(1, entries.length));
  const renamed = (key: string, index: number) => (index === chosen && random.chance(0.1) ? random.pick(keys) : key);
  const changed = entries.map(([key, value], index): readonly [string, Json] => [
    renamed(key, index),
    index === chosen ? mutatedJson(value, random) : value,
  ]);
  return Object.fromEntries(changed);
}

function changedAt(item: Json, index: number, length: number, random: Random): Json {
  return random.below(length) === index ? mutatedJson(item, random) : item;
}

const keys = ['__proto__', 'constructor', 'name', 'type', '', 'values'];

function unexpected(json: Json, random: Random): Json {
  return random.pick<Json>([
    ...[null, true, false, 0, -1, 1e308, 0.5, '', '\0', '111122223333', '__proto__', 'PT4H', [], {}, [null], [[]]],
    ...[{ a: {} }, [json], [json, json], { x: json }, randomText(random, 20)],
  ]);
}
