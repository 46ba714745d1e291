/** Assignments that are gone, made twice, or made to somebody. */
import { type Anchor, type Excluded, type Mutant, type Mutator, rewrite } from '../mutant';
import { copied, mentions, type Region, regionsOf, remove, repeat } from '../regions';
import { definitions, type Kind, lineAt, type Repository, textAt, uses } from '../repository';

const left = ['unassigned-permission-set', 'unassigned-group', 'undeclared-reference'];

export const assignmentMutators: readonly Mutator[] = [
  {
    does: 'takes away every assignment of a permission set',
    consequences: left,
    mutants: (repository) => unassigned(repository, 'permission set', 'aws_ssoadmin_permission_set'),
  },
  {
    does: 'takes away every assignment of a group',
    consequences: left,
    mutants: (repository) => unassigned(repository, 'group', 'aws_identitystore_group'),
  },
  { does: 'makes an assignment twice', mutants: repeated },
  { does: 'makes an assignment to a user', consequences: [...left, 'unknown-user'], mutants: direct },
];

function unassigned(repository: Repository, kind: Kind, type: string): readonly (Mutant | Excluded)[] {
  const rule = `unassigned-${kind.replace(' ', '-')}`;
  const grants = regionsOf(repository, 'grants');
  return definitions(repository, kind).map((token) => {
    if (isMadeElsewhere(repository, kind)) return { rule, excluded: `each ${kind} is made elsewhere` };
    const own = outermost(grants.filter((it) => mentions(repository, it, { type, name: token.value })));
    if (own.length === 0) return { rule, excluded: `the ${kind} and its assignments are written in one` };
    const edits = own.map((it) => remove(repository, it));
    return { rule, what: `"${token.value}" is assigned nowhere`, edits, expected: [[token]] };
  });
}

function isMadeElsewhere({ facts }: Repository, kind: Kind): boolean {
  return [...(facts.elsewhere ?? []), ...(facts.lookedUp ?? [])].includes(kind);
}

/** An entry may be listed within another that grants as well. */
function outermost(regions: readonly Region[]): readonly Region[] {
  return regions.filter(
    (it) =>
      !regions.some(
        (other) => other !== it && other.path === it.path && other.start <= it.start && it.end <= other.end,
      ),
  );
}

/** A map's key may be said twice, and only the last one counts; a list's item makes a second assignment, or a second key. */
function repeated(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = repository.facts.twice === 'key' ? 'colliding-for-each-key' : 'duplicate-assignment';
  return regionsOf(repository, 'grants').map((region) => {
    if (/\.ya?ml$/.test(region.path) && !/^\s*-/.test(region.text))
      return { rule, excluded: 'no key stands twice in YAML' };
    if (repository.facts.twice === undefined) return { rule, excluded: 'no key stands twice in a map' };
    const edit = repeat(region, /^\s*(-|\{)/.test(region.text) ? '' : '_again');
    const what = `${region.text.split('\n')[0]?.trim()} stands twice`;
    return { rule, what, edits: [edit], expected: [placesIn(repository, region)] };
  });
}

/** In the second one: its first line, those that say who, what or where, and the entries of its `for_each`. */
function placesIn(repository: Repository, { path, start, end }: Region): readonly Anchor[] {
  const text = textAt(repository, path);
  const said = new Set([
    ...kinds.flatMap((kind) => [...definitions(repository, kind), ...uses(repository, kind)]),
    ...repository.tokens.filter((it) => /^\d{12}$/.test(it.value)),
  ]);
  const own = [...said].filter((it) => it.path === path && it.start >= start && it.end <= end);
  const first = lineAt(text, start);
  const entries = [...text.slice(start, end).matchAll(/(?<=for_each = \{[^}]*\n *)\w+ += /g)];
  const starts = [...own.map((it) => it.start), ...entries.map(({ index }) => start + index)];
  const lines = new Set([0, ...starts.map((it) => lineAt(text, it) - first)]);
  return [...lines].map((below) => copied({ path, start, end, text: text.slice(start, end) }, below));
}

const kinds = ['permission set', 'group', 'account'] as const;

/** Where several groups share the line, the one that names each is as good. */
function direct(repository: Repository): readonly Mutant[] {
  const groups = [...definitions(repository, 'group'), ...uses(repository, 'group')];
  const types = repository.tokens.filter(({ value, path, start }) => {
    return value === 'GROUP' && /principal_type"?\s*[=:]\s*$/.test(textAt(repository, path).slice(0, start));
  });
  return types.map((token) => ({
    rule: 'direct-user-assignment',
    what: 'the principal is a USER',
    edits: [rewrite(token, 'USER')],
    expected: [[token, ...groups]],
  }));
}
