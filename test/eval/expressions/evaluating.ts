/** Evaluating one expression in a small world of its own. */
import { originAt } from '../../../server/src/core/base';
import { evaluateExpression } from '../../../server/src/core/eval/expression/expression';
import type { FileAccess, Scope } from '../../../server/src/core/eval/expression/scope';
import { objectValue, sortEntries, stringValue, unknownValue } from '../../../server/src/core/eval/value/construct';
import type { Value } from '../../../server/src/core/eval/value/value';
import * as hcl from '../../../server/src/core/syntax/hcl';
import { unknownText } from '../../../server/src/core/wording';

export type World = {
  /** `local.name`, as HCL. */
  readonly locals?: Readonly<Record<string, string>>;
  /** Text of files by path; those with `undefined` are known not to exist, all others are not loaded. */
  readonly files?: Readonly<Record<string, string | undefined>>;
};

/** What an expression evaluates to. Spans count from the beginning of the expression. */
export function valueOf(expression: string, world: World = {}): Value {
  return evaluateExpression(parsed(expression, 'main.tf'), scopeOf(world));
}

/** The tree of an expression that begins where its file begins, as far as spans can tell. */
function parsed(expression: string, path: string): hcl.Expression {
  const file = hcl.parse({ path, text: `x=${expression}\n` });
  const [attribute] = file.body.attributes;
  if (!attribute) throw new Error(`no expression: ${expression}`);
  return attribute.value;
}

function scopeOf(world: World): Scope {
  const known = new Map<string, Value>();
  const scope: Scope = {
    path: 'main.tf',
    files: filesOf(world),
    evaluate: evaluateExpression,
    reference: (root, [name = '']) => {
      if (root === 'aws_ssoadmin_permission_set') return { value: permissionSet(name), used: 1 };
      const written = root === 'local' ? world.locals?.[name] : undefined;
      if (written === undefined) return undefined;
      const value =
        known.get(name) ?? evaluateExpression(parsed(written, `${name}.tf`), { ...scope, path: `${name}.tf` });
      known.set(name, value);
      return { value, used: 1 };
    },
  };
  return scope;
}

function filesOf({ files = {} }: World): FileAccess {
  return {
    read: (path) => {
      const clean = path.replace(/^\.\//, '');
      if (!Object.hasOwn(files, clean)) return 'pending';
      const text = files[clean];
      return text === undefined ? 'missing' : { text, path: clean };
    },
    bytes: () => 'pending',
    leadsOut: () => false,
    list: () => Object.keys(files).filter((path) => files[path] !== undefined),
  };
}

/** A set whose name is written and whose ARN nobody knows yet, though it is certain whose ARN it is. */
function permissionSet(name: string): Value {
  const address = `aws_ssoadmin_permission_set.${name}`;
  const origin = originAt({ path: 'sets.tf', start: 0, end: 10 });
  const arn = {
    ...unknownValue({ kind: 'known-after-apply', address }, origin),
    symbol: { instance: address, attribute: ['arn'] },
  };
  return objectValue(
    sortEntries(
      new Map<string, Value>([
        ['arn', arn],
        ['name', stringValue(name, origin)],
      ]),
    ),
    origin,
  );
}

/** The text that wrote a value: `main.tf "Admin"`. */
export function authorOf({ origin: { at } }: Value, text: string): string {
  const shift = at.path.endsWith('.tf') ? 2 : 0;
  return `${at.path} ${text.slice(at.start - shift, at.end - shift)}`;
}

/** Why a value is not known, as its reader sees it. */
export function reasonIn(value: Value | undefined): string {
  if (value?.kind !== 'unknown') throw new Error('the value is known');
  return unknownText(value.because);
}
