/** Module calls: entered once for each key, or recorded as unknown with the advice that helps. */
import { type Origin, originAt, withHop } from '../../base';
import type { UnknownReason } from '../../reasons';
import { chosenHere } from '../expression/choice';
import { maxWrittenModules } from '../graph/module-tree';
import { withStackEntry } from '../project/evaluation-stack';
import type { RootRun } from '../project/root';
import { objectValue, unknownValue } from '../value/construct';
import { lazyMap } from '../value/lazy-map';
import type { Value } from '../value/value';
import { argument, argumentNames, noSpecials, type Scopes, scopesOf } from './body';
import { collected } from './collected';
import { type Copy, type Expansion, expand, unknownExpansion } from './expansion';
import type { Declaration, Folder } from './folder';
import { headerOf, type Module, within, withoutKeys } from './module';
import { providerMap } from './providers';
import { expandedOrigin, recordKeys, specialsOf } from './resources';
import { resolveSource, sourceOf } from './sources';

export type ModuleCalls = {
  readonly get: (name: string) => Called | undefined;
  /** Modules that could be entered. */
  readonly all: () => readonly Module[];
};

export type Called =
  | { readonly kind: 'entered'; readonly expansion: Expansion; readonly modules: readonly Module[] }
  | { readonly kind: 'unknown'; readonly because: UnknownReason };

/** No project has as many; a module that multiplies itself through others would. */
const maxModules = 5_000;

export function lazyCalls(module: Module): ModuleCalls {
  const done = new Map<string, Called>();
  const get = (name: string): Called | undefined => {
    const known = done.get(name);
    if (known) return known;
    const declaration = module.folder.calls.get(name);
    if (!declaration) return undefined;
    const called = call(module, name, declaration);
    if (!module.run.stack.has(within(module, `module.${name}`))) done.set(name, called);
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
  if ('kind' in resolved) return unknownCall(module, name, declaration, resolved);
  if (isEntering(module, resolved))
    return unknownCall(module, name, declaration, { kind: 'module-calls-itself', name });
  if (!module.run.isWritten(withoutKeys(module, `module.${name}`))) {
    return unknownCall(module, name, declaration, { kind: 'too-many-modules', limit: maxWrittenModules });
  }
  const expansion = withStackEntry(
    module.run.stack,
    within(module, `module.${name}`),
    () => expand(declaration, (path) => module.scope(path), module.run.budget),
    (because) => unknownExpansion(because, headerOf(declaration), 'for_each'),
  );
  if (module.run.modules.length + expansion.copies.length > maxModules) {
    return unknownCall(module, name, declaration, { kind: 'too-many-modules', limit: maxModules });
  }
  const entering = { module, name, key, declaration, folder: resolved, expansion };
  recordKeys(module, `module.${name}`, expansion, (copy) => enterOne(entering, copy, withoutSideEffects(module.run)));
  const modules = expansion.copies.map((copy) => enterOne(entering, copy, module.run));
  for (const entered of modules) module.run.modules.push(entered);
  return { kind: 'entered', expansion, modules };
}

/** Invariant: a folder is never entered from within itself, so calls always end. */
function isEntering(module: Module, folder: Folder): boolean {
  for (let outer: Module | undefined = module; outer; outer = outer.call.parent) {
    if (outer.folder.path === folder.path) return true;
  }
  return false;
}

function unknownCall(module: Module, name: string, declaration: Declaration, because: UnknownReason): Called {
  const address = within(module, `module.${name}`);
  const origin = { at: headerOf(declaration), via: module.call.hops };
  module.run.unknownModules.set(address, {
    address,
    block: withoutKeys(module, `module.${name}`),
    source: sourceOf(declaration),
    because,
    origin,
    arguments: argumentsOf(module, declaration),
  });
  return { kind: 'unknown', because: { kind: 'unknown-module', address, because } };
}

/** As they are before any `for_each`: what rests on `each` is unknown, what `for_each` iterates over is among them. */
function argumentsOf(module: Module, declaration: Declaration): ReadonlyMap<string, Value> {
  const scopes = scopesOf(module, noSpecials);
  const iterated = ['for_each', 'count'].filter((name) => declaration.attributes.has(name));
  return lazyMap(new Set([...argumentNames(declaration), ...iterated]), (name) => argument(declaration, name, scopes));
}

type Entering = {
  readonly module: Module;
  readonly name: string;
  readonly key: string;
  readonly declaration: Declaration;
  readonly folder: Folder;
  readonly expansion: Expansion;
};

/** For instances that are evaluated and not part of the result: only the budget is shared with the root. */
function withoutSideEffects(run: RootRun): RootRun {
  return { ...run, modules: [], unknownModules: new Map(), keys: new Map() };
}

function enterOne(entering: Entering, copy: Copy, run: RootRun): Module {
  const { module, name, key, declaration, folder, expansion } = entering;
  const at = headerOf(declaration);
  const address = `${within(module, `module.${name}`)}${copy.suffix}`;
  const { via } = withHop(expandedOrigin(at, module.call.hops, expansion, copy), at, { kind: 'module-call', address });
  const scopes = scopesOf(module, specialsOf(expansion, copy));
  const given = (argumentName: string) =>
    declaration.attributes.has(argumentName) ? chosenArgument(declaration, argumentName, scopes) : undefined;
  return run.enter(run, {
    folder,
    address,
    key,
    parent: module,
    argument: given,
    providers: providerMap(declaration),
    hops: via,
    unknownExpansion: copy.wildcardBecause ?? module.call.unknownExpansion,
  });
}

/** A call chooses what it hands over by name. */
function chosenArgument(declaration: Declaration, name: string, scopes: Scopes): Value {
  const value = argument(declaration, name, scopes);
  const written = declaration.attributes.get(name);
  return written ? chosenHere(value, written.attribute.value, scopes.in(written.path)) : value;
}

/** What `module.name` is: an object of outputs, or a collection of them by key. */
export function callValue(module: Module, name: string): Value | undefined {
  const called = module.calls.get(name);
  const declaration = module.folder.calls.get(name);
  if (!called || !declaration) return undefined;
  const origin = originAt(headerOf(declaration));
  if (called.kind === 'unknown') return unknownValue(called.because, origin);
  return enteredValue(called, `module.${name}`, origin);
}

const values = new WeakMap<Called, Value>();

/** One object for each call, however often it is referred to. */
function enteredValue(called: Called & { readonly kind: 'entered' }, address: string, origin: Origin): Value {
  let value = values.get(called);
  if (!value) {
    const { expansion, modules } = called;
    const because: UnknownReason = { kind: 'unknown-module', address, because: expansion.because };
    value = collected(expansion, because, (index) => outputsOf(modules[index], origin), origin);
    values.set(called, value);
  }
  return value;
}

function outputsOf(module: Module | undefined, noOrigin: Origin): Value {
  if (!module) return objectValue(new Map(), noOrigin);
  const origin = originAt({ path: module.folder.path, start: 0, end: 0 });
  const names = new Set([...module.folder.outputs.keys()].toSorted());
  return objectValue(
    lazyMap(names, (name) => module.output(name) ?? unknownValue({ kind: 'no-output', name }, origin)),
    origin,
  );
}
