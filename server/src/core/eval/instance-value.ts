/**
 * What a reference to a resource is: its arguments as written, what is certain without asking anyone, and for all else
 * an unknown that says which attribute of which instance it is.
 */
import { originAt } from '../base';
import { objectValue, tupleValue, unknownValue } from './construct';
import { derivedAttributes } from './derived';
import type { ResourceInstance } from './evaluated';
import { lazyMap } from './lazy-map';
import { headerOf, type Module, within } from './module';
import { behind } from './references';
import type { Expanded } from './resources';
import type { MappingValue, UnknownValue, Value } from './value';

export function resourceValue(module: Module, key: string): Value | undefined {
  const known = module.run.values.get(module)?.get(key);
  if (known) return known;
  const expanded = module.resources.get(key);
  const declaration = module.folder.resources.get(key);
  if (!expanded || !declaration) return undefined;
  const value = collected(module, expanded, headerOf(declaration));
  if (module.run.trail.has(within(module, key))) return value;
  const values = module.run.values.get(module) ?? new Map<string, Value>();
  module.run.values.set(module, values.set(key, value));
  return value;
}

function collected(module: Module, { expansion, instances }: Expanded, at: MappingValue['origin']['at']): Value {
  const origin = originAt(at);
  switch (expansion.kind) {
    case 'unknown':
      return unknownValue(`depends on ${instances[0]?.address ?? 'instances'}: ${expansion.because}`, origin);
    case 'single':
      return instances[0] ? instanceValue(module, instances[0]) : tupleValue([], origin);
    case 'count':
      return tupleValue(
        instances.map((instance) => instanceValue(module, instance)),
        origin,
      );
    case 'each': {
      const byKey = new Map(expansion.keys.map((key, index) => [key, instances[index]]));
      const entry = (key: string) => {
        const instance = byKey.get(key);
        return instance ? instanceValue(module, instance) : tupleValue([], origin);
      };
      return objectValue(lazyMap(expansion.keys, entry), origin);
    }
  }
}

function instanceValue(module: Module, instance: ResourceInstance): Value {
  const { origin } = instance;
  const rest: UnknownValue = {
    ...unknownValue(reason(instance), originAt(origin.at)),
    symbol: { instance: instance.address, attribute: [] },
  };
  const derived = derivedAttributes(module, instance, (name) => behind(rest, name));
  const names = new Set([...instance.attributes.keys(), ...derived.keys()]);
  const entries = lazyMap([...names].toSorted(), (name) => entryOf(instance, derived, name, rest));
  return { ...objectValue(entries, originAt(origin.at)), rest };
}

function reason({ mode, address }: ResourceInstance): string {
  return mode === 'data' ? `depends on ${address}` : `${address} is known only after apply`;
}

/** A null argument of an optional, computed attribute is as good as none: the provider fills it in. */
function entryOf(
  instance: ResourceInstance,
  derived: ReadonlyMap<string, () => Value>,
  name: string,
  rest: UnknownValue,
): Value {
  const written = instance.attributes.get(name);
  if (written && written.kind !== 'null') return written;
  return derived.get(name)?.() ?? written ?? behind(rest, name);
}
