/** Module calls: entered once for each key, or recorded as unknown with the advice that helps. */
import { originAt, withHop } from '../base';
import { argument } from './body';
import { objectValue, tupleValue, unknownValue } from './construct';
import { type Expansion, expand, keySuffix } from './expansion';
import type { Declaration, Folder } from './folder';
import { lazyMap } from './lazy-map';
import { enter, headerOf, type Module, within } from './module';
import { providerMap } from './providers';
import { expandedOrigin, specialsOf } from './resources';
import { resolveSource, sourceOf } from './sources';
import { follow } from './trail';
import type { Value } from './value';

export type ModuleCalls = {
  readonly get: (name: string) => Called | undefined;
  /** Modules that could be entered. */
  readonly all: () => readonly Module[];
};

export type Called =
  | { readonly kind: 'entered'; readonly expansion: Expansion; readonly modules: readonly Module[] }
  | { readonly kind: 'unknown'; readonly because: string };

/** No project has as many; a module that multiplies itself through others would. */
const mostModules = 5_000;

export function lazyCalls(module: Module): ModuleCalls {
  const done = new Map<string, Called>();
  const get = (name: string): Called | undefined => {
    const known = done.get(name);
    if (known) return known;
    const declaration = module.folder.calls.get(name);
    if (!declaration) return undefined;
    const called = call(module, name, declaration);
    if (!module.run.trail.has(within(module, `module.${name}`))) done.set(name, called);
    return called;
  };
  return { get, all: () => [...module.folder.calls.keys()].flatMap((name) => modulesOf(get(name))) };
}

function modulesOf(called: Called | undefined): readonly Module[] {
  return called?.kind === 'entered' ? called.modules : [];
}

function call(module: Module, name: string, declaration: Declaration): Called {
  const key = module.call.key === '' ? name : `${module.call.key}.${name}`;
  const source = sourceOf(declaration);
  const resolved = resolveSource(module.run, module.folder.path, key, source);
  if (typeof resolved === 'string') return unknownCall(module, name, declaration, resolved);
  if (isEntering(module, resolved)) return unknownCall(module, name, declaration, `module ${name} calls itself`);
  const expansion = follow(
    module.run.trail,
    within(module, `module.${name}`),
    () => expand(declaration, (path) => module.scope(path), module.run.budget),
    (because): Expansion => ({ kind: 'unknown', because, at: headerOf(declaration) }),
  );
  const size = 'keys' in expansion ? expansion.keys.length : 1;
  if (module.run.modules.length + size > mostModules) {
    return unknownCall(module, name, declaration, `more than ${mostModules} modules are called`);
  }
  const modules = Array.from({ length: size }, (_, index) =>
    enterOne({ module, name, key, declaration, folder: resolved, expansion, index }),
  );
  module.run.modules.push(...modules);
  return { kind: 'entered', expansion, modules };
}

/** Invariant: a folder is never entered from within itself, so calls always end. */
function isEntering(module: Module, folder: Folder): boolean {
  for (let outer: Module | undefined = module; outer; outer = outer.call.parent) {
    if (outer.folder.path === folder.path) return true;
  }
  return false;
}

function unknownCall(module: Module, name: string, declaration: Declaration, because: string): Called {
  const address = within(module, `module.${name}`);
  const origin = { at: headerOf(declaration), via: module.call.hops };
  module.run.unknownModules.set(address, { address, source: sourceOf(declaration), because, origin });
  return { kind: 'unknown', because: `${address} is not known: ${because}` };
}

type Entering = {
  readonly module: Module;
  readonly name: string;
  readonly key: string;
  readonly declaration: Declaration;
  readonly folder: Folder;
  readonly expansion: Expansion;
  readonly index: number;
};

function enterOne({ module, name, key, declaration, folder, expansion, index }: Entering): Module {
  const at = headerOf(declaration);
  const address = `${within(module, `module.${name}`)}${keySuffix(expansion, index)}`;
  const { via } = withHop(expandedOrigin(at, module.call.hops, expansion, index), at, address);
  const scopes = { in: module.scope, specials: specialsOf(expansion, index) };
  const given = (argumentName: string) =>
    declaration.attributes.has(argumentName) ? argument(declaration, argumentName, scopes) : undefined;
  return enter(module.run, {
    folder,
    address,
    key,
    parent: module,
    argument: given,
    providers: providerMap(declaration),
    hops: via,
    unknownExpansion: (expansion.kind === 'unknown' ? expansion.because : undefined) ?? module.call.unknownExpansion,
  });
}

/** What `module.name` is: an object of outputs, or a collection of them by key. */
export function callValue(module: Module, name: string): Value | undefined {
  const called = module.calls.get(name);
  const declaration = module.folder.calls.get(name);
  if (!called || !declaration) return undefined;
  const origin = originAt(headerOf(declaration));
  if (called.kind === 'unknown') return unknownValue(called.because, origin);
  const { expansion, modules } = called;
  switch (expansion.kind) {
    case 'unknown':
      return unknownValue(expansion.because, origin);
    case 'single':
      return modules[0] && outputsValue(modules[0]);
    case 'count':
      return tupleValue(modules.map(outputsValue), origin);
    case 'each':
      return objectValue(byKey(expansion.keys, modules), origin);
  }
}

function byKey(keys: readonly string[], modules: readonly Module[]): ReadonlyMap<string, Value> {
  const byName = new Map(keys.map((key, index) => [key, modules[index]]));
  return lazyMap(keys, (key) => {
    const module = byName.get(key);
    return module ? outputsValue(module) : objectValue(new Map(), originAt({ path: '', start: 0, end: 0 }));
  });
}

function outputsValue(module: Module): Value {
  const origin = originAt({ path: module.folder.path, start: 0, end: 0 });
  const names = [...module.folder.outputs.keys()].toSorted();
  return objectValue(
    lazyMap(names, (name) => module.output(name) ?? unknownValue(`there is no output ${name}`, origin)),
    origin,
  );
}
