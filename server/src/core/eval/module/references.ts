/** What a name in an expression refers to, inside one module instance. */
import { type Location, withHop } from '../../base';
import type { HopStep } from '../../reasons';
import { evaluateExpression } from '../expression/expression';
import type { Referenced, Scope } from '../expression/scope';
import { attributeOfSymbol } from '../expression/steps';
import { relativePath } from '../project/paths';
import { objectValue, stringValue, unknownValue } from '../value/construct';
import type { Value } from '../value/value';
import { callValue } from './calls';
import { resourceValue } from './instance-value';
import type { Module } from './module';

/** Names that mean something in one block only: `each`, `count`, and the iterators of dynamic blocks. */
export type Specials = {
  readonly byName: ReadonlyMap<string, Special>;
  /** `isUsed` is set when one of them is read: an argument that reads none is the same for every instance. */
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
      return specialReference(special, names, at);
    },
  };
}

/** What begins with another word refers to a managed resource. */
const namedRoots = new Set(['var', 'local', 'module', 'path', 'terraform', 'tofu', 'data']);

function referenced(module: Module, root: string, names: readonly string[], at: Location): Referenced | undefined {
  const found = declared(module, root, names, at);
  const resolved = found && followAttributes(found, names);
  return resolved && isTextOrSymbol(resolved.value) && !namedRoots.has(root)
    ? withReferenceHop(resolved, [root, ...names], at)
    : resolved;
}

/** A text, or what stands for one that is known only after the apply. */
function isTextOrSymbol(value: Value): boolean {
  return value.kind === 'string' || (value.kind === 'unknown' && value.symbol !== undefined);
}

/** The origin of a text stays with its author; the reference becomes a hop on the way from there. */
function withReferenceHop({ value, used }: Referenced, names: readonly string[], at: Location): Referenced {
  const name = names.slice(0, used + 1).join('.');
  return { used, value: { ...value, origin: withHop(value.origin, at, { kind: 'reference', name }) } };
}

function specialReference({ fields, hop, step }: Special, names: readonly string[], at: Location): Referenced {
  const field = fields.find(([name]) => name === names[0]);
  const start = field ? { value: field[1], used: 1 } : { value: objectValue(new Map(fields), { at }), used: 0 };
  const found = followAttributes(start, names);
  if (!hop) return found;
  return { used: found.used, value: { ...found.value, origin: withHop(found.value.origin, hop, step) } };
}

function declared(module: Module, root: string, names: readonly string[], at: Location): Referenced | undefined {
  const [first] = names;
  if (first === undefined) return undefined;
  switch (root) {
    case 'var':
      return singleStep(module.variable(first));
    case 'local':
      return singleStep(module.local(first));
    case 'module':
      return singleStep(callValue(module, first));
    case 'path':
      return singleStep(pathValue(module, first, at));
    case 'terraform':
    case 'tofu':
      return singleStep(first === 'workspace' ? workspaceValue(module, at) : undefined);
    case 'data':
      return names[1] === undefined ? undefined : resource(module, `data.${first}.${names[1]}`, 2);
    default:
      return resource(module, `${root}.${first}`, 1);
  }
}

function singleStep(value: Value | undefined): Referenced | undefined {
  return value && { value, used: 1 };
}

function resource(module: Module, key: string, used: number): Referenced | undefined {
  const value = resourceValue(module, key);
  return value && { value, used };
}

/** As far as the chain of names is certain; what is missing there is reported by the evaluator. */
function followAttributes(start: Referenced, names: readonly string[]): Referenced {
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
  if (value.kind === 'unknown') return value.symbol ? attributeOfSymbol(value, name, undefined) : undefined;
  if (value.kind !== 'object' && value.kind !== 'map') return undefined;
  const found = value.entries.get(name) ?? (value.rest && attributeOfSymbol(value.rest, name, undefined));
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
