/** Keys of `for_each` that no longer tell two assignments apart. */
import { isKnown } from '../../../server/src/core/base';
import type { Excluded, Mutant, Mutator } from '../mutant';
import { definitions, isTerraform, type Repository, uses } from '../repository';
import { declaredIn } from '../trial';

export const keyMutators: readonly Mutator[] = [
  {
    does: 'leaves a part out of a key',
    consequences: ['unassigned-permission-set', 'unassigned-group'],
    mutants: (repository) =>
      isTerraform(repository) ? keysOf(repository).flatMap((key) => shorter(repository, key)) : [],
  },
];

/** A template such as `"${it.group}/${it.set}/${it.account}"`, as a key of assignments. */
type Key = { readonly path: string; readonly start: number; readonly text: string };

function keysOf({ texts }: Repository): readonly Key[] {
  return [...texts].flatMap(([path, text]) => {
    const found = [...text.matchAll(/"\$\{[^"\n]+\}"(?= => )/g)];
    return found
      .map((match) => ({ path, start: match.index, text: match[0] }))
      .filter((it) => partsOf(it).some((part) => kindOf(part) === 'account') && partsOf(it).length > 1);
  });
}

function partsOf({ text }: Key): readonly string[] {
  return text.match(/\$\{[^}]+\}/g) ?? [];
}

const kinds = ['group', 'permission set', 'account'] as const;

function kindOf(part: string): (typeof kinds)[number] {
  if (/account|\bid\b/.test(part)) return 'account';
  return /set/.test(part) ? 'permission set' : 'group';
}

function shorter(repository: Repository, key: Key): readonly (Mutant | Excluded)[] {
  const rule = 'colliding-for-each-key';
  return partsOf(key).map((part) => {
    if (!isShared(repository, part)) return { rule, excluded: 'the rest of the key is enough' };
    const rest = partsOf(key).filter((it) => it !== part);
    const edit = { path: key.path, start: key.start, end: key.start + key.text.length, text: `"${rest.join('/')}"` };
    return { rule, what: `${key.text} without ${part}`, edits: [edit], expected: [[edit, ...named(repository)]] };
  });
}

/** Whether two assignments are alike in all but this. */
function isShared(repository: Repository, part: string): boolean {
  const kept = kinds.filter((kind) => kind !== kindOf(part));
  const all = declaredIn(repository).assignments.all.map(({ principal, permissionSet, account }) => {
    const said = { group: principal, 'permission set': permissionSet, account };
    return kept.map((kind) => (isKnown(said[kind]) ? said[kind].value : '?')).join(' ');
  });
  return new Set(all).size < all.length;
}

/** Where the groups, permission sets and accounts are named. */
function named(repository: Repository) {
  return kinds.flatMap((kind) => [...definitions(repository, kind), ...uses(repository, kind)]);
}
