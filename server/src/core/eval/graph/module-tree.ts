/** The modules of a root as they are written: each call once, whatever `count` or `for_each` make of it. */
import type { Declaration, Folder } from '../module/folder';
import { resolveSource, sourceOf } from '../module/sources';
import type { RootRun } from '../project/root';
import { hasAllFiles } from './completeness';

export type WrittenModule = {
  readonly folder: Folder;
  /** `module.team.module.sso`; `` for the root. */
  readonly address: string;
  readonly call: WrittenCall | undefined;
  /** Whether what is not declared here is declared nowhere. Looked into only when it matters. */
  readonly isWhole: () => boolean;
  /** By name. */
  readonly calls: ReadonlyMap<string, WrittenCall>;
};

/** `module` is `undefined` where the code is not here. */
export type WrittenCall = {
  readonly address: string;
  readonly declaration: Declaration;
  readonly from: WrittenModule;
  readonly module: WrittenModule | undefined;
};

/** Level by level, so that what is left out where there are too many is far down. */
export function moduleTree(run: RootRun, folder: Folder): WrittenModule {
  const root = written({ run, folder, address: '', key: '', call: undefined, depth: 0 });
  const open = [root];
  let left = maxWrittenModules;
  for (const { inner } of open) {
    for (const [call, entering] of inner) {
      if (left-- <= 0) return root.module;
      const entered = written(entering);
      call.module = entered.module;
      open.push(entered);
    }
  }
  return root.module;
}

/** Addresses of the modules that are entered. */
export function enteredIn(root: WrittenModule): ReadonlySet<string> {
  const addresses = new Set<string>();
  const open = [root];
  for (const { calls } of open) {
    for (const { address, module } of calls.values()) {
      if (!module) continue;
      addresses.add(address);
      open.push(module);
    }
  }
  return addresses;
}

/** Deeper than anybody nests modules; whoever walks through them recurses. */
const maxDepth = 100;

/** No project writes as many calls; modules that call others twice, level after level, come to that. */
export const maxWrittenModules = 2_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Entering = Pick<WrittenModule, 'folder' | 'address' | 'call'> & {
  readonly run: RootRun;
  readonly key: string;
  readonly depth: number;
};
type Written = {
  readonly module: WrittenModule;
  readonly inner: readonly (readonly [Writable<WrittenCall>, Entering])[];
};

/** A module whose calls are still to be entered. */
function written({ run, folder, address, key, call, depth }: Entering): Written {
  const calls = new Map<string, WrittenCall>();
  const module: WrittenModule = { folder, address, call, isWhole: () => hasAllFiles(run.project, folder.path), calls };
  const inner: [Writable<WrittenCall>, Entering][] = [];
  for (const [name, declaration] of folder.calls) {
    const own = { address: join(address, `module.${name}`), key: key === '' ? name : `${key}.${name}` };
    const target = resolveSource(run, folder.path, own.key, sourceOf(declaration));
    const made: Writable<WrittenCall> = { address: own.address, declaration, from: module, module: undefined };
    calls.set(name, made);
    if ('kind' in target || depth >= maxDepth || isWithin(module, target)) continue;
    inner.push([made, { run, folder: target, ...own, call: made, depth: depth + 1 }]);
  }
  return { module, inner };
}

/** Invariant: no folder is entered from within itself, so the tree is finite. */
function isWithin(module: WrittenModule, folder: Folder): boolean {
  for (let outer: WrittenModule | undefined = module; outer; outer = outer.call?.from) {
    if (outer.folder.path === folder.path) return true;
  }
  return false;
}

export function join(address: string, name: string): string {
  return address === '' ? name : `${address}.${name}`;
}
