/** Which provider configuration a resource is made with: aliases, inheritance and `providers` maps of module calls. */
import { originAt } from '../../base';
import { traversal } from '../expression/traversal';
import type { ProviderConfiguration } from '../project/evaluated';
import { withStackEntry } from '../project/evaluation-stack';
import type { Value } from '../value/value';
import { argument, argumentNames, noSpecials, scopesOf } from './body';
import type { Declaration } from './folder';
import { headerOf, type Module, within } from './module';

export function providersOf(module: Module): (key: string) => ProviderConfiguration | undefined {
  const configured = new Map<string, ProviderConfiguration>();
  return (key) => {
    const known = configured.get(key);
    if (known) return known;
    const declaration = module.folder.providers.get(key);
    if (!declaration) return inherited(module, key);
    const provider = withStackEntry(
      module.run.stack,
      within(module, `provider.${key}`),
      () => configure(module, key, declaration),
      () => ({ ...namesOf(key), attributes: new Map(), origin: originAt(headerOf(declaration)) }),
    );
    if (!module.run.stack.has(within(module, `provider.${key}`))) configured.set(key, provider);
    return provider;
  };
}

/** A default configuration is handed down by itself, an alias only by a `providers` map. */
function inherited({ call }: Module, key: string): ProviderConfiguration | undefined {
  const passed = call.providers.get(key);
  if (passed !== undefined) return call.parent?.provider(passed);
  return key.includes('.') ? undefined : call.parent?.provider(key);
}

function configure(module: Module, key: string, declaration: Declaration): ProviderConfiguration {
  const scopes = scopesOf(module, noSpecials);
  const attributes = new Map<string, Value>();
  for (const name of argumentNames(declaration)) attributes.set(name, argument(declaration, name, scopes));
  return { ...namesOf(key), attributes, origin: originAt(headerOf(declaration)) };
}

function namesOf(key: string): Pick<ProviderConfiguration, 'name' | 'alias'> {
  const [name = key, alias] = key.split('.');
  return { name, alias };
}

/** Without a `provider` argument the type's first word names the provider. */
export function providerFor(module: Module, declaration: Declaration): ProviderConfiguration | undefined {
  const written = traversal(declaration.attributes.get('provider')?.attribute.value);
  const type = declaration.block.labels[0]?.text ?? '';
  return module.provider(written ?? type.split('_')[0] ?? type);
}

/** `providers = { aws = aws.identity }`. */
export function providerMap(declaration: Declaration): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const written = declaration.attributes.get('providers')?.attribute.value;
  if (written?.kind !== 'object') return map;
  for (const item of written.items) {
    const key = traversal(item.key);
    const value = traversal(item.value);
    if (key !== undefined && value !== undefined) map.set(key, value);
  }
  return map;
}
