/** The customer managed policies of the code, found by their exact name and path without a walk over all of them. */
import { groupBy, isKnown, rememberEach } from '../../base';
import type * as model from '../../model';

const byName = rememberEach((policies: model.Policies) =>
  groupBy(
    policies.all.filter(({ name, path }) => isKnown(name) && isKnown(path)),
    ({ name, path }) => keyOf(name, path),
  ),
);

export function policiesNamed(
  policies: model.Policies,
  { name, path }: Pick<model.PolicyReference, 'name' | 'path'>,
): readonly model.Policy[] {
  return isKnown(name) && isKnown(path) ? (byName(policies).get(keyOf(name, path)) ?? []) : [];
}

/** No name and no path has a space in it. */
function keyOf(name: model.Policy['name'], path: model.Policy['path']): string {
  return [path, name].map((it) => (isKnown(it) ? it.value : '')).join(' ');
}
