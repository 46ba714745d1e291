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

export function moduleTree(run: RootRun, folder: Folder): WrittenModule {
  return enter({ run, left: maxModules }, { folder, address: '', key: '', call: undefined });
}

type Entering = Pick<WrittenModule, 'folder' | 'address' | 'call'> & { readonly key: string };
type TreeBudget = { readonly run: RootRun; left: number };

/** No project has as many; modules that call others twice, level after level, would. */
const maxModules = 5_000;

function enter(budget: TreeBudget, { folder, address, key, call }: Entering): WrittenModule {
  budget.left--;
  const calls = new Map<string, WrittenCall>();
  const whole = () => hasAllFiles(budget.run.project, folder.path);
  const module: WrittenModule = { folder, address, call, isWhole: whole, calls };
  for (const [name, declaration] of folder.calls) {
    const inner = { address: join(address, `module.${name}`), key: key === '' ? name : `${key}.${name}` };
    const target = resolveSource(budget.run, folder.path, inner.key, sourceOf(declaration));
    const made: { -readonly [K in keyof WrittenCall]: WrittenCall[K] } = {
      address: inner.address,
      declaration,
      from: module,
      module: undefined,
    };
    if (!('kind' in target) && !isWithin(module, target) && budget.left > 0) {
      made.module = enter(budget, { folder: target, ...inner, call: made });
    }
    calls.set(name, made);
  }
  return module;
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
