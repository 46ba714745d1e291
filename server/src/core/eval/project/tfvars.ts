/** Values for a root's variables from its tfvars files, the later file winning (Terraform: "Variable Definition Precedence"). */
import { compareText, contains, originAt } from '../../base';
import type * as hcl from '../../syntax/hcl';
import { evaluate } from '../expression/evaluate';
import { evaluateExpression } from '../expression/expression';
import type { Scope } from '../expression/scope';
import { unknownValue } from '../value/construct';
import { childrenOf } from '../value/traits';
import type { Value } from '../value/value';
import type { Project } from './evaluated';
import { folderOf, joinPath, nameOf } from './paths';
import { fileAccess, type Texts } from './texts';

export type VariableLookup = (name: string) => Value | undefined;

/**
 * A file that can't be read in full, or is not loaded, may set any variable: those it could set and no later file does
 * are unknown.
 */
export function variableFiles(project: Project, texts: Texts, root: string): VariableLookup {
  const files = filesFor(project, texts, root).map((file) => readValues(file, texts, root));
  return (name) => {
    for (const file of files.toReversed()) {
      const value = file.values.get(name) ?? file.unreadable;
      if (value) return value;
    }
    return undefined;
  };
}

type VariableFile = { readonly path: string; readonly file: hcl.File | undefined };
type Values = { readonly values: ReadonlyMap<string, Value>; readonly unreadable: Value | undefined };

function filesFor(project: Project, texts: Texts, root: string): readonly VariableFile[] {
  const loaded = new Map(project.files.map((file) => [file.path, file]));
  const known = new Set([...loaded.keys(), ...project.paths]);
  const automatic = [...known].filter((path) => folderOf(path) === root && isAutomatic(nameOf(path)));
  const explicit = (project.options.varFiles ?? []).map((path) => {
    const plain = joinPath('', path);
    return known.has(plain) ? plain : joinPath(root, path);
  });
  const paths = [...automatic.toSorted(byPrecedence), ...explicit];
  return paths.map((path) => {
    const file = loaded.get(path);
    if (!file) texts.wanted.add(path);
    return { path, file };
  });
}

function isAutomatic(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
}

function byPrecedence(a: string, b: string): number {
  return rank(nameOf(a)) - rank(nameOf(b)) || compareText(a, b);
}

function rank(name: string): number {
  if (name === 'terraform.tfvars') return 0;
  return name === 'terraform.tfvars.json' ? 1 : 2;
}

function readValues({ path, file }: VariableFile, texts: Texts, root: string): Values {
  const noOrigin = originAt({ path, start: 0, end: 0 });
  if (!file) {
    const kind = texts.leadsOut(path) ? 'outside-repository' : 'file-not-loaded';
    return { values: new Map(), unreadable: unknownValue({ kind, path }, noOrigin) };
  }
  const files = fileAccess(texts, root);
  const scope: Scope = { path, reference: () => undefined, files, evaluate: evaluateExpression };
  const values = new Map<string, Value>();
  for (const attribute of file.body.attributes)
    values.set(attribute.name.text, unlessTemplate(evaluate(attribute.value, scope), path));
  const misplaced = file.problems.find(
    (problem) => !file.body.attributes.some((it) => contains(it.span, problem.at.start)),
  );
  const unreadable =
    misplaced && unknownValue({ kind: 'unreadable-file', path, problem: misplaced.reason }, originAt(misplaced.at));
  return { values, unreadable };
}

/** Terraspace and the like write tfvars as ERB templates: what stands between `<%` and `%>` is not the value yet. */
function unlessTemplate(value: Value, path: string): Value {
  return holdsTemplate(value) ? unknownValue({ kind: 'file-is-template', path }, value.origin) : value;
}

function holdsTemplate(value: Value): boolean {
  if (value.kind === 'string') return value.value.includes('<%');
  return [...childrenOf(value)].some(holdsTemplate);
}
