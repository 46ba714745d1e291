/** Variables, locals and outputs of a module instance: named values, each evaluated once. */
import { locationIn, originAt, withHop } from '../../base';
import type { UnknownReason } from '../../reasons';
import { evaluate } from '../expression/evaluate';
import { MAX_VALUE_DEPTH, TOO_DEEP, withOwnPart } from '../expression/limits';
import { withStackEntry } from '../project/evaluation-stack';
import { convert } from '../type/defaults';
import { evaluateType } from '../type/type-constraint';
import { errorValue, unknownValue } from '../value/construct';
import { depthOf } from '../value/traits';
import type { Value } from '../value/value';
import type { Declaration, WrittenAttribute } from './folder';
import { headerOf, type Module, within } from './module';

export type Named = (name: string) => Value | undefined;

export function variablesOf(module: Module): Named {
  return named(module, 'var', module.folder.variables, (name, declaration) => {
    const given = module.call.argument(name);
    return shaped(module, declaration, given ?? defaultOf(module, name, declaration));
  });
}

export function localsOf(module: Module): Named {
  return named(module, 'local', module.folder.locals, (name, { attribute, path }) => {
    const value = evaluate(attribute.value, module.scope(path));
    return { ...value, origin: withHop(value.origin, locationIn(path, attribute.span), { kind: 'local', name }) };
  });
}

export function outputsOf(module: Module): Named {
  return named(module, 'output', module.folder.outputs, (name, declaration) => {
    const written = declaration.attributes.get('value');
    if (!written) return unknownValue({ kind: 'output-without-value', name }, originAt(headerOf(declaration)));
    const value = evaluate(written.attribute.value, module.scope(written.path));
    const origin = withHop(value.origin, headerOf(declaration), { kind: 'output', name });
    return isTrue(module, declaration, 'sensitive') ? { ...value, origin, sensitive: true } : { ...value, origin };
  });
}

function named<D>(
  module: Module,
  prefix: string,
  declarations: ReadonlyMap<string, D>,
  compute: (name: string, declaration: D) => Value,
): Named {
  const values = new Map<string, Value>();
  return (name) => {
    const known = values.get(name);
    if (known) return known;
    const declaration = declarations.get(name);
    if (declaration === undefined) return undefined;
    const noOrigin = originAt({ path: module.folder.path, start: 0, end: 0 });
    const evaluated = () => {
      const refuse = (because: UnknownReason) => unknownValue(because, noOrigin);
      const value = withOwnPart(() => notTooDeep(compute(name, declaration)), refuse);
      values.set(name, value);
      return value;
    };
    return withStackEntry(module.run.stack, within(module, `${prefix}.${name}`), evaluated, (because) =>
      unknownValue(because, noOrigin),
    );
  };
}

/** Each name may go a little deeper than the one before, and whoever walks through the last one recurses. */
function notTooDeep(value: Value): Value {
  return depthOf(value) > MAX_VALUE_DEPTH ? unknownValue(TOO_DEEP, value.origin) : value;
}

function defaultOf(module: Module, name: string, declaration: Declaration): Value {
  const written = declaration.attributes.get('default');
  if (written) return writtenDefault(module, declaration, written);
  const type = typeOf(module, declaration);
  return { ...unknownValue({ kind: 'variable-without-value', name }, originAt(headerOf(declaration))), type };
}

function writtenDefault(module: Module, declaration: Declaration, { attribute, path }: WrittenAttribute): Value {
  const value = evaluate(attribute.value, module.scope(path));
  if (value.kind !== 'null' || !isFalse(module, declaration, 'nullable')) return value;
  return errorValue('A null default value is not valid when nullable=false', value.origin);
}

/** A null takes the default where `nullable = false`; then the type constraint and the marks apply. */
function shaped(module: Module, declaration: Declaration, given: Value): Value {
  const written = declaration.attributes.get('default');
  const replaced = given.kind === 'null' && written && isFalse(module, declaration, 'nullable');
  const value = replaced ? writtenDefault(module, declaration, written) : given;
  const type = typeOf(module, declaration);
  const converted = type ? convert(value, type) : value;
  const origin = withHop(converted.origin, headerOf(declaration), {
    kind: 'variable',
    name: declaration.block.labels[0]?.text ?? '',
  });
  return isTrue(module, declaration, 'sensitive')
    ? { ...converted, origin, sensitive: true }
    : { ...converted, origin };
}

function typeOf(module: Module, declaration: Declaration) {
  const written = declaration.attributes.get('type');
  return written ? evaluateType(written.attribute.value, module.scope(written.path)) : undefined;
}

function isTrue(module: Module, declaration: Declaration, attribute: string): boolean {
  return flag(module, declaration, attribute) === true;
}

function isFalse(module: Module, declaration: Declaration, attribute: string): boolean {
  return flag(module, declaration, attribute) === false;
}

function flag(module: Module, declaration: Declaration, attribute: string): boolean | undefined {
  const written = declaration.attributes.get(attribute);
  if (!written) return undefined;
  const value = evaluate(written.attribute.value, module.scope(written.path));
  return value.kind === 'bool' ? value.value : undefined;
}
