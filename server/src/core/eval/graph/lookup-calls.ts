/** Arguments that are `lookup(…)` with a default: whoever misspells the key gets the default, and no error. */
import { locationIn, originAt } from '../../base';
import type { LookUp } from '../../model/terraform';
import * as hcl from '../../syntax/hcl';
import { plainText } from '../expression/traversal';
import type { Declaration, Folder, WrittenAttribute } from '../module/folder';
import { type Mention, mentionsIn } from './mentions';
import type { WrittenModule } from './module-tree';

export function lookUpsIn({ folder }: WrittenModule, declaration: Declaration): readonly LookUp[] {
  const forEach = declaration.attributes.get('for_each');
  const filtered = forEach ? filteredBy(forEach.attribute.value, folder) : new Set();
  return [...declaration.attributes.values()].flatMap((written) =>
    callsIn(written.attribute.value)
      .filter(({ args: [map] }) => map && !mentionsIn(map).some((it) => filtered.has(nameOf(it))))
      .flatMap((call) => lookUp(call, written)),
  );
}

/** The calls whose result is the argument, as it is or by a condition that asks for something else. */
function callsIn(expression: hcl.Expression): readonly hcl.Call[] {
  switch (expression.kind) {
    case 'call':
      return expression.name.text === 'lookup' && !isOptionalField(expression) ? [expression] : [];
    case 'parentheses':
      return callsIn(expression.inner);
    case 'conditional':
      if (isGuard(expression.condition)) return [];
      return [expression.then, expression.otherwise].flatMap(callsIn);
    default:
      return [];
  }
}

/** `lookup(each.value, "account_id", null)` asks an object for an argument that may be left out. */
function isOptionalField({ args: [map, key] }: hcl.Call): boolean {
  const [root] = map ? mentionsIn(map) : [];
  return plainText(key) !== undefined && (root === undefined || root.root === 'each');
}

/** A condition that tests for the key shows that its absence is intended. */
function isGuard(condition: hcl.Expression): boolean {
  let guards = false;
  hcl.walkExpression(condition, (it) => {
    if (it.kind === 'null') guards = true;
    if (it.kind === 'call' && ['contains', 'can', 'try', 'lookup', 'alltrue', 'anytrue'].includes(it.name.text))
      guards = true;
  });
  return guards;
}

function lookUp(call: hcl.Call, { attribute, path }: WrittenAttribute): readonly LookUp[] {
  const [map, key, otherwise] = call.args;
  if (!map || !key || !otherwise || call.spread) return [];
  const text = plainText(otherwise);
  if (text === undefined && otherwise.kind !== 'null') return [];
  const located = (it: hcl.Expression) => ({ origin: originAt(locationIn(path, it.span)) });
  return [{ ...located(call), argument: attribute.name.text, map: located(map), key: located(key), fallback: text }];
}

/** Names that conditions of loops behind an expression look at: what they let through is there. */
function filteredBy(expression: hcl.Expression, folder: Folder): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const open = [expression];
  for (const it of open) {
    for (const mention of conditionsIn(it)) names.add(nameOf(mention));
    for (const {
      root,
      names: [first],
    } of mentionsIn(it)) {
      const local = root === 'local' && first && !seen.has(first.text) ? folder.locals.get(first.text) : undefined;
      if (!local || !first) continue;
      seen.add(first.text);
      open.push(local.attribute.value);
    }
  }
  return names;
}

function conditionsIn(expression: hcl.Expression): readonly Mention[] {
  const found: Mention[] = [];
  hcl.walkExpression(expression, (it) => {
    if ((it.kind !== 'for-object' && it.kind !== 'for-tuple') || !it.condition) return;
    for (const mention of mentionsIn(it.condition)) found.push(mention);
  });
  return found;
}

function nameOf({
  root,
  names,
}: {
  readonly root: string;
  readonly names: readonly { readonly text: string }[];
}): string {
  return [root, ...names.map((it) => it.text)].join('.');
}
