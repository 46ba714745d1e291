/** Evaluating a recorded expression: with the locals, variables and files of the recording, and a resource nobody made yet. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { originAt } from '../../../server/src/core/base';
import { evaluateExpression } from '../../../server/src/core/eval/expression/expression';
import type { FileAccess, Scope } from '../../../server/src/core/eval/expression/scope';
import { UNSTORABLE } from '../../../server/src/core/eval/number/infinity';
import { convert } from '../../../server/src/core/eval/type/defaults';
import { STRING } from '../../../server/src/core/eval/type/type';
import { evaluateType } from '../../../server/src/core/eval/type/type-constraint';
import { objectValue, unknownValue } from '../../../server/src/core/eval/value/construct';
import { containsInfinity, isWhollyKnown } from '../../../server/src/core/eval/value/traits';
import type { Value } from '../../../server/src/core/eval/value/value';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { problemText, unknownText } from '../../../server/src/core/wording';
import { openValueText, valueText } from './notation';

export type Replayed = { readonly value: string } | { readonly error: string } | { readonly unknown: string };

const folder = join(import.meta.dirname, 'files');

export function replay(expression: string, given: string): Replayed {
  const value = evaluateText(expression, given);
  if (value.kind === 'unknown' && value.isError) return { error: unknownText(value.because) };
  if (containsInfinity(value)) return { error: UNSTORABLE };
  if (value.kind === 'tuple') {
    const [item] = value.items;
    const error = item && errorIn(item);
    if (error !== undefined) return { error };
    if (item && item.kind === 'unknown' && value.items.length === 1) return { unknown: unknownText(item.because) };
  }
  const text = isWhollyKnown(value) ? valueText(value) : openValueText(value);
  return { value: text.slice(1, -1) };
}

function errorIn(value: Value): string | undefined {
  if (value.kind === 'unknown') return value.isError && unknownText(value.because);
  const inside = 'items' in value ? value.items : 'entries' in value ? [...value.entries.values()] : [];
  return inside.map(errorIn).find((it) => it !== undefined);
}

/** In a tuple of one, as it was recorded. */
export function evaluateText(expression: string, given = ''): Value {
  const file = hcl.parse({ path: 'case.tf', text: `value = [\n${expression}\n]\n` });
  const [attribute] = file.body.attributes;
  const [problem] = file.problems;
  if (problem) throw new Error(`${expression}: ${problemText(problem.reason)}`);
  if (!attribute) throw new Error(`${expression}: no value`);
  return evaluateExpression(attribute.value, scopeOf(given));
}

const scopes = new Map<string, Scope>();

function scopeOf(given: string): Scope {
  let scope = scopes.get(given);
  if (!scope) {
    scope = createScope(given);
    scopes.set(given, scope);
  }
  return scope;
}

function createScope(given: string): Scope {
  const { body } = hcl.parse({ path: 'given.tf', text: given });
  const locals = new Map(
    body.blocks
      .filter((it) => it.type.text === 'locals')
      .flatMap((it) => it.body.attributes)
      .map((it) => [it.name.text, it.value]),
  );
  const variables = new Map(
    body.blocks.filter((it) => it.type.text === 'variable').map((it) => [it.labels[0]?.text ?? '', it.body]),
  );
  const known = new Map<string, Value>();
  const remember = (key: string, compute: () => Value | undefined) => {
    const value = known.get(key) ?? compute();
    if (value) known.set(key, value);
    return value && { value, used: 1 };
  };
  const scope: Scope = {
    path: 'given.tf',
    evaluate: evaluateExpression,
    files,
    reference: (root, [name = '']) => {
      if (root === 'local')
        return remember(`local.${name}`, () => optional(locals.get(name), (it) => evaluateExpression(it, scope)));
      if (root === 'var')
        return remember(`var.${name}`, () => optional(variables.get(name), (it) => variable(it, scope)));
      if (root === 'path' && name === 'module') return remember('path.module', () => evaluateText('"."'));
      return root === 'terraform_data' ? { value: notMade(), used: 1 } : undefined;
    },
  };
  return scope;
}

function optional<T, R>(value: T | undefined, use: (value: T) => R): R | undefined {
  return value === undefined ? undefined : use(value);
}

function variable(body: hcl.Body, scope: Scope): Value | undefined {
  const of = (name: string) => body.attributes.find((it) => it.name.text === name)?.value;
  const type = optional(of('type'), (it) => evaluateType(it, scope));
  const value = optional(of('default'), (it) => evaluateExpression(it, scope));
  return value && type ? convert(value, type) : value;
}

/** As Terraform sees `terraform_data` before the apply: its id is an unknown string. */
function notMade(): Value {
  const origin = originAt({ path: 'given.tf', start: 0, end: 0 });
  const id = { ...unknownValue({ kind: 'planned-after-apply' }, origin, STRING), notNull: true } as const;
  return objectValue(new Map<string, Value>([['id', id]]), origin);
}

const files: FileAccess = {
  read: (path) => {
    const bytes = files.bytes(path);
    if (typeof bytes === 'string') return bytes;
    const text = Buffer.from(bytes).toString('utf8');
    return Buffer.from(text).equals(bytes) ? { text, path } : 'binary';
  },
  bytes: (path) => (isFile(join(folder, path)) ? readFileSync(join(folder, path)) : 'missing'),
  leadsOut: () => false,
  list: (path) =>
    existsSync(join(folder, path))
      ? readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
          .filter((it) => it.isFile())
          .map((it) => join(it.parentPath, it.name).slice(join(folder, path).length + 1))
      : [],
};

/** A name may be too long even to ask. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
