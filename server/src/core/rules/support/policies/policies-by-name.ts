/** The customer managed policies of the code, found by their exact name and path without a walk over all of them. */
import { groupBy, isKnown, type Known, rememberEach } from '../../../base';
import type * as model from '../../../model';

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

/** Whatever their paths. */
export function policiesByName({ all }: model.Policies): ReadonlyMap<string, readonly model.Policy[]> {
  return groupBy(
    all.filter(({ name }) => isKnown(name)),
    ({ name }) => (isKnown(name) ? name.value : ''),
  );
}

export function firstByName(policies: model.Policies): ReadonlyMap<string, model.Policy> {
  return new Map([...policiesByName(policies)].flatMap(([name, [first]]) => (first ? [[name, first] as const] : [])));
}

/** Names of policies that are made of a file of this name. */
export function namesOfPoliciesFromFile(wanted: string, policies: readonly model.Policy[]): readonly Known<string>[] {
  const isFromFile = ({ documentName }: model.Policy) =>
    documentName !== undefined && isNamedAlike(documentName, wanted);
  const found = policies.filter(isFromFile).flatMap(({ name }) => (isKnown(name) ? [name] : []));
  return [...new Map(found.map((name) => [name.value, name])).values()];
}

function isNamedAlike(a: string, b: string): boolean {
  const [one, two] = [a, b].map((it) =>
    it
      .toLowerCase()
      .replaceAll(/[-_. ]/g, '')
      .replace(/(policy)+$/, ''),
  );
  return one !== '' && one === two;
}

/** No name and no path has a space in it. */
function keyOf(name: model.Policy['name'], path: model.Policy['path']): string {
  return [path, name].map((it) => (isKnown(it) ? it.value : '')).join(' ');
}
