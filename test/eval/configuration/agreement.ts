/**
 * Terraform's plan beside ours. Every instance Terraform plans must be one of ours and the reverse, and every argument
 * we claim to know must be what Terraform knows; to know less is allowed and shows in the page.
 */
import * as evaluation from '../../../server/src/core/eval';

/** One line for each instance: the address, then its known arguments as JSON. */
export type Planned = { readonly address: string; readonly values: Readonly<Record<string, unknown>> };

export function writePlanned(planned: readonly Planned[]): string {
  return planned.map(({ address, values }) => `${address} ${JSON.stringify(values)}\n`).join('');
}

function readPlanned(text: string): readonly Planned[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const start = line.indexOf(' {');
      // Written by the recorder in this very form.
      return { address: line.slice(0, start), values: JSON.parse(line.slice(start)) as Planned['values'] };
    });
}

export function disagreements(evaluated: evaluation.Evaluated, plan: string): readonly string[] {
  const planned = new Map(readPlanned(plan).map((it) => [it.address, it.values]));
  const ours = evaluated.roots[0]?.instances.filter((it) => it.mode === 'managed') ?? [];
  const open = ours.some((it) => it.unknownExpansion !== undefined);
  const missing = [...planned.keys()].filter((address) => !open && !ours.some((it) => it.address === address));
  const different = ours.flatMap((instance) => {
    if (instance.unknownExpansion !== undefined) return [];
    const values = planned.get(instance.address);
    return values ? differing(instance, values) : [`${instance.address} is not planned by Terraform`];
  });
  return [...missing.map((address) => `${address} is planned by Terraform and not by us`), ...different];
}

function differing(instance: evaluation.ResourceInstance, planned: Planned['values']): readonly string[] {
  return [...instance.attributes].flatMap(([name, value]) => {
    const ours = plain(value);
    if (ours === undefined || !(name in planned)) return [];
    return same(ours, planned[name])
      ? []
      : [`${instance.address}.${name}: ${JSON.stringify(ours)} ≠ ${JSON.stringify(planned[name])}`];
  });
}

/** `undefined` where any part is unknown. */
function plain(value: evaluation.Value): unknown {
  switch (value.kind) {
    case 'string':
    case 'bool':
      return value.value;
    case 'number':
      return Number(evaluation.numberText(value.value));
    case 'null':
      return null;
    case 'unknown':
      return undefined;
    case 'list':
    case 'set':
    case 'tuple': {
      const items = value.items.map(plain);
      return items.includes(undefined) ? undefined : items;
    }
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(([key, item]) => [key, plain(item)] as const);
      return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
    }
  }
}

/** A provider converts what it is given (`1` to `"1"`) and adds nothing but nulls to nested blocks. */
function same(ours: unknown, theirs: unknown): boolean {
  if (Array.isArray(ours)) {
    return Array.isArray(theirs) && ours.length === theirs.length && ours.every((it, index) => same(it, theirs[index]));
  }
  if (isRecord(ours)) return isRecord(theirs) && Object.keys(ours).every((key) => same(ours[key], theirs[key]));
  if (typeof theirs === 'string' && ours !== null) return String(ours) === theirs;
  return ours === theirs;
}

function isRecord(it: unknown): it is Record<string, unknown> {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}
