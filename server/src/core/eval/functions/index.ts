/** The built-in functions of Terraform 1.11, by name. A name that is not here is an unsupported function, not an error. */
import { choice } from './choice';
import { conversions } from './conversions';
import type { BuiltIn } from './function';
import { lists } from './lists';
import { maps } from './maps';
import { sets } from './sets';

export const functions: Readonly<Record<string, BuiltIn>> = {
  ...choice,
  ...conversions,
  ...lists,
  ...maps,
  ...sets,
};

/** `core::length` is `length`: the namespace is there for those whose provider has a function of the same name. */
export function builtIn(name: string): BuiltIn | undefined {
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  return Object.hasOwn(functions, plain) ? functions[plain] : undefined;
}
