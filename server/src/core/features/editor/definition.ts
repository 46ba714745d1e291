/** From a name to where it is declared and to everywhere it is used, across Terraform and YAML, by what it resolves to. */
import type { Analysis } from '../../analysis';
import { contains, isKnown, type Location } from '../../base';
import type { Value } from '../../eval';
import { declarationsOf, mentionsAt, mentionsOf, placeKey } from './mentions';
import { authorsOf, resolvedAt } from './resolved';

/** The declarations of what is named at the offset; where the cursor is on one, that one. */
export function definition(analysis: Analysis, path: string, offset: number): readonly Location[] {
  const named = mentionsAt(analysis.declared, path, offset);
  if (named.length > 0) return distinct(named.flatMap((it) => declarationsOf(analysis.declared, it)));
  const resolved = resolvedAt(analysis, path, offset);
  if (!resolved) return [];
  const values = resolved.values.flatMap(({ value }) => value ?? []);
  const found = values.flatMap((value) => [...declaredBy(analysis, value), ...authorsOf(value)]);
  return distinct(found).filter((at) => at.path !== path || !contains(at, offset));
}

/** Every place that names the same thing. */
export function references(analysis: Analysis, path: string, offset: number): readonly Location[] {
  const named = mentionsAt(analysis.declared, path, offset);
  return distinct(named.flatMap((it) => mentionsOf(analysis.declared, it)));
}

/** An ARN of a permission set leads to where the set got its name; another resource's attribute to its block. */
function declaredBy({ declared, evaluated }: Analysis, value: Value): readonly Location[] {
  if (value.kind !== 'unknown' || !value.symbol) return [];
  const { instance } = value.symbol;
  const set = declared.permissionSets.all.find((it) => it.address === instance);
  if (set) return [isKnown(set.name) ? set.name.origin.at : set.origin.at];
  return evaluated.roots.flatMap((root) => root.byAddress.get(instance)?.origin.at ?? []);
}

function distinct(places: readonly Location[]): readonly Location[] {
  return [...new Map(places.map((at) => [placeKey(at), at])).values()];
}
