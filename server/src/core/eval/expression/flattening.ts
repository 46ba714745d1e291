/**
 * Objects of many rounds that become one: `merge([for team in teams : { for id in team.ids : team.name => … }]...)`. Their
 * entries are to stand beside each other, so that one which replaces another is a mistake. Of named maps, and of layers
 * that a loop only copies, the later is meant to win.
 */
import * as hcl from '../../syntax/hcl';
import { mentionsIn } from '../graph/mentions';
import { equals } from '../value/equality';
import type { Entry, Flattening, MappingValue, Value } from '../value/value';
import { LoopScope } from './loop';
import type { Scope } from './scope';

const kept = new WeakMap<Flattening, boolean>();

/** The expression itself, where its keys or values hold more than what the innermost loop goes through. */
export function flatteningIn(expression: Flattening, scope: Scope): Flattening | undefined {
  let isOne = kept.get(expression);
  if (isOne === undefined) {
    isOne = isFlattening(expression, scope);
    kept.set(expression, isOne);
  }
  return isOne ? expression : undefined;
}

function isFlattening(expression: Flattening, scope: Scope): boolean {
  const { keys, values, own, around } = partsOf(expression, scope);
  if (keys.some(isComposed)) return true;
  const outer = enclosingNames(around).filter((name) => !own.includes(name));
  return [...keys, ...values].some((it) => mentionsIn(it).some(({ root }) => outer.includes(root)));
}

function partsOf(expression: Flattening, scope: Scope) {
  if (expression.kind === 'for-object') {
    const { key, item, keyResult, valueResult } = expression;
    const own = key ? [key.text, item.text] : [item.text];
    return { keys: [keyResult], values: [valueResult], own, around: scope };
  }
  const keys = expression.items.map((item) => item.key);
  const values = expression.items.map((item) => item.value);
  const [own, around] = scope instanceof LoopScope ? [scope.names, scope.outer] : [[], scope];
  return { keys, values, own, around };
}

function enclosingNames(scope: Scope): readonly string[] {
  return scope instanceof LoopScope ? [...scope.names, ...enclosingNames(scope.outer)] : [];
}

/** Of two parts at least. */
function isComposed(key: hcl.Expression): boolean {
  let parts = 0;
  hcl.walkExpression(key, (it) => {
    if (it.kind === 'template') parts = Math.max(parts, it.parts.filter((part) => part.kind !== 'text').length);
    if (it.kind === 'call' && ['format', 'join'].includes(it.name.text)) parts = Math.max(parts, mentionsIn(it).length);
  });
  return parts > 1;
}

/** What `merge` makes of the maps, in their order: one more round of a flattening where all of them are rounds of one. */
export function asFlattening(merged: MappingValue, maps: readonly MappingValue[]): MappingValue {
  const [first] = maps;
  const flattening = maps.every((map) => map.flattening === first?.flattening) ? first?.flattening : undefined;
  const count = maps.reduce((sum, map) => sum + map.entries.size, 0);
  const isWhole = count === merged.entries.size && maps.every((map) => map.replaced === undefined);
  const replaced = isWhole ? [] : replacedAmong(maps);
  return flattening || replaced.length > 0 ? { ...merged, flattening, replaced } : merged;
}

/** Entries that others of their flattening replace, where they are not the same. */
function replacedAmong(maps: readonly MappingValue[]): readonly Entry[] {
  const last = new Map(maps.flatMap((map) => [...map.entries.keys()].map((key) => [key, map] as const)));
  return maps.flatMap((map) => [
    ...(map.replaced ?? []).filter(({ key }) => last.get(key) === map),
    ...[...map.entries].flatMap(([key, value]) => (isReplaced(key, value, map, last.get(key)) ? [{ key, value }] : [])),
  ]);
}

function isReplaced(key: string, value: Value, map: MappingValue, by: MappingValue | undefined): boolean {
  if (!by || by === map || !map.flattening || map.flattening !== by.flattening) return false;
  const kept = by.entries.get(key);
  return kept === undefined || equals(value, kept) !== true;
}
