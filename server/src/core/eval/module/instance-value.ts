/**
 * What a reference to a resource is: its arguments as written, what is certain without asking anyone, and for all else
 * an unknown that says which attribute of which instance it is.
 */
import { originAt } from '../../base';
import type { UnknownReason } from '../../reasons';
import { attributeOfSymbol } from '../expression/steps';
import type { ResourceInstance } from '../project/evaluated';
import { objectValue, unknownValue } from '../value/construct';
import { lazyMap } from '../value/lazy-map';
import type { UnknownValue, Value } from '../value/value';
import { collected } from './collected';
import { derivedAttributes } from './derived';
import { headerOf, type Module, within } from './module';

export function resourceValue(module: Module, key: string): Value | undefined {
  const known = module.run.values.get(module)?.get(key);
  if (known) return known;
  const expanded = module.resources.get(key);
  const declaration = module.folder.resources.get(key);
  if (!expanded || !declaration) return undefined;
  const { expansion, instances } = expanded;
  const origin = originAt(headerOf(declaration));
  const address = instances[0]?.address ?? key;
  const because: UnknownReason = { kind: 'depends-on', address, because: expansion.because };
  const one = (index: number) => {
    const instance = instances[index];
    return instance ? instanceValue(instance, module) : objectValue(new Map(), origin);
  };
  const value = collected(expansion, because, one, origin);
  if (module.run.stack.has(within(module, key))) return value;
  const values = module.run.values.get(module) ?? new Map<string, Value>();
  module.run.values.set(module, values.set(key, value));
  return value;
}

function instanceValue(instance: ResourceInstance, module: Module): Value {
  const { origin } = instance;
  const rest: UnknownValue = {
    ...unknownValue(reason(instance), originAt(origin.at)),
    symbol: { instance: instance.address, attribute: [] },
  };
  const derived = derivedAttributes(module, instance, (name) => attributeOfSymbol(rest, name, undefined));
  const names = new Set([...instance.attributes.keys(), ...derived.keys()]);
  const entries = lazyMap(new Set([...names].toSorted()), (name) => entryOf(instance, derived, name, rest));
  return { ...objectValue(entries, originAt(origin.at)), rest };
}

function reason({ mode, address }: ResourceInstance): UnknownReason {
  return mode === 'data' ? { kind: 'depends-on', address } : { kind: 'known-after-apply', address };
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
  return derived.get(name)?.() ?? written ?? attributeOfSymbol(rest, name, undefined);
}
