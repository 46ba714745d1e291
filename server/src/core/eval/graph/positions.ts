/**
 * Instances whose keys are positions in a list: by `count`, or by a `for_each` whose keys are numbers of items.
 * What is inserted into the list pushes everything behind it to another place, and Terraform makes all of that anew.
 */
import { locationIn, originAt, type Span } from '../../base';
import type { Located } from '../../model/terraform';
import * as hcl from '../../syntax/hcl';
import { traversal } from '../expression/traversal';
import type { Declaration, Folder, WrittenAttribute } from '../module/folder';
import type { Positions } from '../project/evaluated';
import { mentionsIn, mentionsInBlock } from './mentions';
import type { WrittenModule } from './module-tree';

export function positionsOf(module: WrittenModule, declaration: Declaration): Positions | undefined {
  const view: View = { folder: module.folder, answers: new Map(), depth: 0 };
  const forEach = declaration.attributes.get('for_each');
  const count = declaration.attributes.get('count');
  if (forEach) return isKeyedByPosition(forEach.attribute.value, view) ? positions(forEach) : undefined;
  if (!count || !usesIndex(declaration)) return undefined;
  const isCounting = countsItems(count.attribute.value, view);
  return { ...positions(count), isCounting, items: isCounting ? itemsOf(module, declaration, count) : undefined };
}

function positions({ attribute, path }: WrittenAttribute): Positions {
  return { ...located(path, attribute), isCounting: true, items: undefined };
}

function located(path: string, { span }: { readonly span: Span }): Located {
  return { origin: originAt(locationIn(path, span)) };
}

/** Copies that all say the same are no list: `count` then only says whether there is one. */
function usesIndex({ attributes, blocks }: Declaration): boolean {
  const written = [...attributes.values()].flatMap(({ attribute }) => mentionsIn(attribute.value));
  const nested = blocks.flatMap(({ block }) => mentionsInBlock(block));
  return [...written, ...nested].some(({ root, names }) => root === 'count' && names[0]?.text === 'index');
}

type Test = (expression: hcl.Expression, view: View) => boolean;

/** `answers`: what is known of locals, since they may go round in circles, or be named again and again; `depth`: how many lead here. */
type View = {
  readonly folder: Folder;
  readonly answers: Map<Test, Map<string, boolean | undefined>>;
  readonly depth: number;
};

/** Longer than the chains of locals that people write. */
const maxDepth = 200;

/** Whether a number is that of a collection's items; `length(…) > 0 ? 1 : 0` only asks whether there are any. */
function countsItems(expression: hcl.Expression, view: View): boolean {
  switch (expression.kind) {
    case 'call':
      return expression.name.text === 'length' || expression.args.some((arg) => countsItems(arg, view));
    case 'parentheses':
      return countsItems(expression.inner, view);
    case 'conditional':
      return countsItems(expression.then, view) || countsItems(expression.otherwise, view);
    case 'binary':
      return isArithmetic(expression) && [expression.left, expression.right].some((it) => countsItems(it, view));
    default:
      return resolveLocal(expression, view, countsItems) ?? false;
  }
}

function isArithmetic({ operator }: hcl.Binary): boolean {
  return ['+', '-', '*', '/', '%'].includes(operator);
}

/** Keys made of the number of an item, in an object made from a list. */
function isKeyedByPosition(expression: hcl.Expression, view: View): boolean {
  switch (expression.kind) {
    case 'for-object':
      return isNumbered(expression, view) || isKeyedByPosition(expression.valueResult, view);
    case 'for-tuple':
      return isKeyedByPosition(expression.value, view);
    case 'parentheses':
      return isKeyedByPosition(expression.inner, view);
    case 'conditional':
      return [expression.then, expression.otherwise].some((it) => isKeyedByPosition(it, view));
    case 'tuple':
      return expression.items.some((it) => isKeyedByPosition(it, view));
    case 'call':
      return (
        ['merge', 'tomap'].includes(expression.name.text) && expression.args.some((it) => isKeyedByPosition(it, view))
      );
    default:
      return resolveLocal(expression, view, isKeyedByPosition) ?? false;
  }
}

function isNumbered({ key, item, collection, keyResult }: hcl.ForObject, view: View): boolean {
  const number = isRange(collection) ? item : key && isList(collection, view) ? key : undefined;
  return number !== undefined && mentionsIn(keyResult).some(({ root }) => root === number.text);
}

function isRange(expression: hcl.Expression): boolean {
  return expression.kind === 'call' && expression.name.text === 'range';
}

const listMakers = new Set([
  'chunklist',
  'compact',
  'concat',
  'distinct',
  'flatten',
  'keys',
  'range',
  'reverse',
  'slice',
  'sort',
  'split',
  'tolist',
  'values',
]);

/** Certainly a list or tuple, whose items have numbers; a set's items are their own keys. */
function isList(expression: hcl.Expression, view: View): boolean {
  switch (expression.kind) {
    case 'tuple':
    case 'for-tuple':
    case 'splat':
      return true;
    case 'parentheses':
      return isList(expression.inner, view);
    case 'call':
      return listMakers.has(expression.name.text);
    default:
      return resolveLocal(expression, view, isList) ?? isListVariable(expression, view);
  }
}

function isListVariable(expression: hcl.Expression, { folder }: View): boolean {
  const attributes = folder.variables.get(variableName(expression) ?? '')?.attributes;
  const type = attributes?.get('type')?.attribute.value;
  if (type?.kind === 'call') return type.name.text === 'list' || type.name.text === 'tuple';
  return type === undefined && attributes?.get('default')?.attribute.value.kind === 'tuple';
}

function variableName(expression: hcl.Expression): string | undefined {
  return /^var\.([^.]+)$/.exec(nameOf(expression) ?? '')?.[1];
}

/** Names without any index. */
function nameOf(expression: hcl.Expression): string | undefined {
  return expression.kind === 'attribute' || expression.kind === 'variable' ? traversal(expression) : undefined;
}

/** A question to what a local stands for; `undefined` where the expression is no local. */
function resolveLocal(expression: hcl.Expression, view: View, test: Test): boolean | undefined {
  const name = /^local\.([^.]+)$/.exec(nameOf(expression) ?? '')?.[1];
  const local = name === undefined ? undefined : view.folder.locals.get(name);
  if (name === undefined || !local || view.depth > maxDepth) return undefined;
  const answers = view.answers.get(test) ?? new Map<string, boolean | undefined>();
  view.answers.set(test, answers);
  const deeper = { ...view, depth: view.depth + 1 };
  // While it is being asked there is no answer: it then asks itself.
  if (!answers.has(name)) answers.set(name, undefined).set(name, test(local.attribute.value, deeper));
  return answers.get(name);
}

/** Where `count = length(LIST)` and every `count.index` is in `LIST[count.index]`: a set of the list would do as well. */
function itemsOf(module: WrittenModule, declaration: Declaration, count: WrittenAttribute): Positions['items'] {
  const call = count.attribute.value;
  const list = call.kind === 'call' && call.name.text === 'length' ? call.args[0] : undefined;
  const name = list && nameOf(list);
  if (!list || name === undefined || !holdsStrings(list, module) || isReferenced(module, declaration)) return undefined;
  const uses = usesOf(name, declaration);
  return uses && { list: located(count.path, list), uses };
}

function holdsStrings(list: hcl.Expression, { folder }: WrittenModule): boolean {
  const variable = folder.variables.get(variableName(list) ?? '')?.attributes.get('type')?.attribute.value;
  const element = variable?.kind === 'call' && variable.name.text === 'list' ? variable.args[0] : undefined;
  if (element) return nameOf(element) === 'string';
  const local = folder.locals.get(/^local\.([^.]+)$/.exec(nameOf(list) ?? '')?.[1] ?? '')?.attribute.value;
  return local?.kind === 'tuple' && local.items.every((item) => item.kind === 'template');
}

/** `undefined` where an index is used for anything else. */
function usesOf(list: string, { attributes, blocks }: Declaration): readonly Located[] | undefined {
  const uses: Located[] = [];
  let others = 0;
  for (const { attribute, path } of attributes.values()) {
    hcl.walkExpression(attribute.value, (it) => {
      if (it.kind === 'index' && nameOf(it.object) === list && nameOf(it.key) === 'count.index') {
        uses.push(located(path, it));
        others--;
      }
      if (nameOf(it) === 'count.index') others++;
    });
  }
  const isNested = blocks.some(({ block }) => mentionsInBlock(block).some(({ root }) => root === 'count'));
  return others === 0 && !isNested ? uses : undefined;
}

/** `aws_ssoadmin_account_assignment.this[0]` elsewhere would ask for a number that is gone. */
function isReferenced({ folder }: WrittenModule, { block }: Declaration): boolean {
  const [type, name] = block.labels.map((label) => label.text);
  const expressions = [
    ...[...folder.locals.values()].map(({ attribute }) => attribute),
    ...[...folder.outputs.values(), ...folder.resources.values(), ...folder.calls.values()].flatMap(({ attributes }) =>
      [...attributes.values()].map(({ attribute }) => attribute),
    ),
  ];
  return expressions
    .filter(({ name: own }) => own.text !== 'depends_on')
    .flatMap(({ value }) => mentionsIn(value))
    .some(({ root, names }) => root === type && names[0]?.text === name);
}
