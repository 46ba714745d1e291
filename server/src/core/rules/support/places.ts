/** Where findings stand, and how many things one place may stand for. */
import { groupBy, hops, type Location } from '../../base';
import type { Resource } from '../../model';
import type { Located, RelatedPlace } from './rule';

export function isSamePlace(a: Located, b: Located | undefined): boolean {
  const [one, two] = [a.origin.at, b?.origin.at];
  return one.path === two?.path && one.start === two.start && one.end === two.end;
}

/** The block or entry that a finding on one of its values is about, by its address. */
export function enclosingBlock(thing: Located & { readonly address: string }, value: Located): readonly RelatedPlace[] {
  return isSamePlace(thing, value) ? [] : [{ at: thing, message: thing.address }];
}

/**
 * What a thing is applied beside: everything else of the workspace, but each organization, and each example or test of a
 * module, by itself. Two things clash only where this is the same.
 */
export function deploymentScope(
  thing: Located & { readonly resource?: Resource | undefined; readonly organization?: string | undefined },
  parts: readonly Located[],
): string {
  if (thing.organization !== undefined) return `organization ${thing.organization}`;
  if (![thing, ...parts].some(isExample)) return '';
  return `example ${thing.resource?.root ?? thing.origin.at.path}`;
}

/** Whether it belongs to an example or a test of a module: those are not applied beside each other. */
export function isExample({ origin }: Located): boolean {
  const paths = [origin.at.path, ...hops(origin).map((hop) => hop.at.path)];
  return paths.some((path) => /(^|\/)(examples?|tests?|fixtures)\//.test(path));
}

/** One text that expands to many things is wrong once, however many of them there are. */
export function groupByPlace<T>(
  items: readonly T[],
  placeOf: (item: T) => Located,
): readonly { readonly at: Located; readonly items: readonly T[] }[] {
  const groups = groupBy(items, (item) => {
    const { path, start, end } = placeOf(item).origin.at;
    return `${path}:${start}:${end}`;
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ at: placeOf(first), items: group }];
  });
}

export type Reference = { readonly at: Location; readonly name: string };

/** The last reference to a resource or module on the way, from a value that only the apply will tell. */
export function lastReference({ origin }: Located): Reference | undefined {
  const found = hops(origin).flatMap(({ at, step }) => (step.kind === 'reference' ? [{ at, name: step.name }] : []));
  return found.at(-1);
}
