/** The built-in functions of Terraform 1.11, by name. A name that is not here is an unsupported function, not an error. */
import { choice } from './choice';
import { conversions } from './conversions';
import { dates } from './dates';
import { digests } from './digests';
import { encodings } from './encodings';
import { files } from './files';
import { formats } from './format';
import type { BuiltIn } from './function';
import { lists } from './lists';
import { maps } from './maps';
import { networks } from './networks';
import { notation } from './notation';
import { numbers } from './numbers';
import { providers } from './providers';
import { regexes } from './regex';
import { sets } from './sets';
import { strings } from './strings';
import { templates } from './templates';

export const functions: Readonly<Record<string, BuiltIn>> = {
  ...choice,
  ...conversions,
  ...dates,
  ...digests,
  ...encodings,
  ...files,
  ...lists,
  ...formats,
  ...maps,
  ...networks,
  ...notation,
  ...numbers,
  ...providers,
  ...regexes,
  ...sets,
  ...strings,
  ...templates,
};

/** `core::length` is `length`: the namespace is there for those whose provider has a function of the same name. */
export function builtIn(name: string): BuiltIn | undefined {
  const plain = name.startsWith('core::') ? name.slice('core::'.length) : name;
  return Object.hasOwn(functions, plain) ? functions[plain] : undefined;
}
