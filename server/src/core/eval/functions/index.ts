/** The built-in functions of Terraform 1.11, by name. A name that is not here is an unsupported function, not an error. */
import { choice } from './collection/choice';
import { conversions } from './collection/conversions';
import { lists } from './collection/lists';
import { maps } from './collection/maps';
import { sets } from './collection/sets';
import { dates } from './dates';
import { digests } from './encoding/digests';
import { encodings } from './encoding/encodings';
import { notation } from './encoding/notation';
import { files } from './files';
import type { BuiltIn } from './function';
import { networks } from './networks';
import { numbers } from './numbers';
import { providers } from './providers';
import { formats } from './text/format';
import { regexes } from './text/regex';
import { strings } from './text/strings';
import { templates } from './text/templates';

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
