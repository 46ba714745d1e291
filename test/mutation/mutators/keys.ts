/** Keys of `for_each` that no longer tell two assignments apart, or that no plan knows. */
import { isKnown } from '../../../server/src/core/base';
import type { Edit, Excluded, Mutant, Mutator } from '../mutant';
import { type Region, regions } from '../regions';
import { definitions, isTerraform, type Repository, uses } from '../repository';
import { declaredIn } from '../trial';

const assignment = /:resource "aws_ssoadmin_account_assignment"/;
const made =
  /^ {2}(permission_set_arn|principal_id|target_id)\s*=\s*(aws_\w+\.\w+(?:\[[^\]]+\])?\.(?:arn|group_id|id))$/m;

export const keyMutators: readonly Mutator[] = [
  {
    does: 'leaves a part out of a key',
    consequences: ['unassigned-permission-set', 'unassigned-group'],
    mutants: (repository) =>
      isTerraform(repository) ? keysOf(repository).flatMap((key) => shorter(repository, key)) : [],
  },
  { does: 'makes keys of ids', mutants: restingOnIds },
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

/** With what AWS gives to a permission set, group or account that the same code makes. */
function restingOnIds(repository: Repository): readonly Mutant[] {
  return regions(repository, assignment).flatMap((region) => {
    const [line, argument, id] = made.exec(region.text) ?? [];
    if (line === undefined || argument === undefined || id === undefined) return [];
    const edits = /^ {2}(for_each|count) /m.test(region.text)
      ? withId(region, id)
      : [addedTo(region, id), replaced(region, line, `  ${argument} = each.key`)];
    const expected = edits.slice(0, 1);
    return edits.length > 0 ? [{ rule: 'unstable-for-each-key', what: id, edits, expected: [expected] }] : [];
  });
}

function addedTo({ path, start, text }: Region, id: string): Edit {
  const at = start + text.indexOf('\n') + 1;
  return { path, start: at, end: at, text: `  for_each = toset([${id}])\n` };
}

function withId(region: Region, id: string): readonly Edit[] {
  const [line, collection] = /^ {2}for_each\s*= (.*[^{[(\n])$/m.exec(region.text) ?? [];
  if (line === undefined || collection === undefined || !/each\.value/.test(id)) return [];
  const key = `"\${key} \${${id.replace('each.value', 'it')}}"`;
  return [replaced(region, line, `  for_each = { for key, it in ${collection} : ${key} => it }`)];
}

function replaced({ path, start, text }: Region, old: string, by: string): Edit {
  const at = start + text.indexOf(old);
  return { path, start: at, end: at + old.length, text: by };
}
