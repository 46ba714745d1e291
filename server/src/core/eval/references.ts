/** What a name in an expression refers to, inside one module instance. */
import { type Location, withHop } from '../base';
import type { HopStep } from '../reasons';
import { callValue } from './calls';
import { objectValue, stringValue, unknownValue } from './construct';
import { evaluateExpression } from './expression';
import { resourceValue } from './instance-value';
import type { Module } from './module';
import { relativePath } from './paths';
import type { Referenced, Scope } from './scope';
import { behind } from './steps';
import type { Value } from './value';

/** Names that mean something in one block only: `each`, `count`, and the iterators of dynamic blocks. */
export type Specials = {
  readonly byName: ReadonlyMap<string, Special>;
  /** Told when one of them is used: what uses none is the same for every instance. */
  readonly use: { isUsed: boolean };
};

/** `each` and iterators have `key` and `value`, `count` has `index`. */
export type Special = {
  readonly fields: readonly (readonly [name: string, value: Value])[];
  /** The `for_each` that hands the value out; `undefined` where nothing of it is known. */
  readonly hop: Location | undefined;
  readonly step: HopStep;
};

export function moduleScope(module: Module, path: string, specials: Specials | undefined): Scope {
  return {
    path,
    files: module.run.files,
    evaluate: evaluateExpression,
    reference: (root, names, at) => {
      const special = specials?.byName.get(root);
      if (!special) return referenced(module, root, names, at);
      if (specials) specials.use.isUsed = true;
      return handedOut(special, names, at);
    },
  };
}

/** What begins with another word refers to a managed resource. */
const namedRoots = new Set(['var', 'local', 'module', 'path', 'terraform', 'tofu', 'data']);

function referenced(module: Module, root: string, names: readonly string[], at: Location): Referenced | undefined {
  const found = declared(module, root, names, at);
  const walked = found && walk(found, names);
  return walked && isSaying(walked.value) && !namedRoots.has(root) ? referredTo(walked, [root, ...names], at) : walked;
}

/** A text, or what stands for one that is known only after the apply. */
function isSaying(value: Value): boolean {
  return value.kind === 'string' || (value.kind === 'unknown' && value.symbol !== undefined);
}

/** What a resource says of itself is its author's; who refers to it stands on the way. */
function referredTo({ value, used }: Referenced, names: readonly string[], at: Location): Referenced {
  const name = names.slice(0, used + 1).join('.');
  return { used, value: { ...value, origin: withHop(value.origin, at, { kind: 'reference', name }) } };
}

function handedOut({ fields, hop, step }: Special, names: readonly string[], at: Location): Referenced {
  const field = fields.find(([name]) => name === names[0]);
  const start = field ? { value: field[1], used: 1 } : { value: objectValue(new Map(fields), { at }), used: 0 };
  const found = walk(start, names);
  if (!hop) return found;
  return { used: found.used, value: { ...found.value, origin: withHop(found.value.origin, hop, step) } };
}

function declared(module: Module, root: string, names: readonly string[], at: Location): Referenced | undefined {
  const [first] = names;
  if (first === undefined) return undefined;
  switch (root) {
    case 'var':
      return one(module.variable(first));
    case 'local':
      return one(module.local(first));
    case 'module':
      return one(callValue(module, first));
    case 'path':
      return one(pathValue(module, first, at));
    case 'terraform':
    case 'tofu':
      return one(first === 'workspace' ? workspaceValue(module, at) : undefined);
    case 'data':
      return names[1] === undefined ? undefined : resource(module, `data.${first}.${names[1]}`, 2);
    default:
      return resource(module, `${root}.${first}`, 1);
  }
}

function one(value: Value | undefined): Referenced | undefined {
  return value && { value, used: 1 };
}

function resource(module: Module, key: string, used: number): Referenced | undefined {
  const value = resourceValue(module, key);
  return value && { value, used };
}

/** As far as the chain of names is certain; what is not found there is for the evaluator to judge. */
function walk(start: Referenced, names: readonly string[]): Referenced {
  let { value, used } = start;
  for (;;) {
    const name = names[used];
    const next = name === undefined ? undefined : attributeOf(value, name);
    if (!next) return { value, used };
    value = next;
    used++;
  }
}

function attributeOf(value: Value, name: string): Value | undefined {
  if (value.kind === 'unknown') return value.symbol ? behind(value, name, undefined) : undefined;
  if (value.kind !== 'object' && value.kind !== 'map') return undefined;
  const found = value.entries.get(name) ?? (value.rest && behind(value.rest, name, undefined));
  return found && value.sensitive ? { ...found, sensitive: true } : found;
}

function workspaceValue(module: Module, at: Location): Value {
  const workspace = module.run.project.options.workspace;
  if (workspace !== undefined) return stringValue(workspace, { at });
  return unknownValue({ kind: 'chosen-workspace' }, { at });
}

function pathValue(module: Module, name: string, at: Location): Value | undefined {
  switch (name) {
    case 'module':
      return stringValue(relativePath(module.run.root, module.folder.path), { at });
    case 'root':
      return stringValue('.', { at });
    case 'cwd':
      return unknownValue({ kind: 'working-folder' }, { at });
    default:
      return undefined;
  }
}
