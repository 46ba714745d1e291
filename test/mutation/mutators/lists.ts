/** Policies in lists: one twice, and too many. */
import table from '../../../server/src/core/rules/support/data/aws-managed-policies.json';
import type { Excluded, Mutant, Mutator } from '../mutant';
import { copied, regions, repeat } from '../regions';
import { definitions, type Repository } from '../repository';
import type { Token } from '../tokens';

export const listMutators: readonly Mutator[] = [
  { does: 'lists an AWS policy twice', mutants: (repository) => listed(repository).map((it) => twice(repository, it)) },
  { does: 'attaches an AWS policy twice', consequences: ['attachment-without-depends-on'], mutants: attachedTwice },
  {
    does: 'lists 21 AWS policies',
    mutants: (repository) => firstOfEach(repository).map((it) => tooMany(repository, it)),
  },
];

const prefix = 'arn:aws:iam::aws:policy/';

/** ARNs between the brackets of a list on their line, or on a line of their own. */
function listed(repository: Repository): readonly Token[] {
  return repository.tokens.filter((token) => {
    const before = lineBefore(repository, token);
    return token.value.startsWith(prefix) && (/\[/.test(before) || /^\s*(- )?$/.test(before));
  });
}

function twice(repository: Repository, token: Token): Mutant | Excluded {
  const { listedTwice } = repository.facts;
  const rule = listedTwice === 'key' ? 'colliding-for-each-key' : 'policy-attached-twice';
  if (listedTwice === 'set') return { rule, excluded: 'a set takes a value once' };
  const { path, start, end } = token;
  const edits = [{ path, start: end, end, text: after(repository, token, [token.value]) }];
  const second = isOnItsLine(repository, token) ? 1 : 0;
  return { rule, what: `${token.value} stands twice`, edits, expected: [[token, { path, start, below: second }]] };
}

/** In the way the first one is listed: behind a comma, or on a line of its own. */
function after(repository: Repository, token: Token, arns: readonly string[]): string {
  const separator = isOnItsLine(repository, token) ? `\n${lineBefore(repository, token)}` : ', ';
  return arns.map((arn) => separator + (token.form === 'quoted' ? `"${arn}"` : arn)).join('');
}

/** An item of a YAML list. */
function isOnItsLine(repository: Repository, token: Token): boolean {
  return /^\s*- $/.test(lineBefore(repository, token));
}

function lineBefore({ texts }: Repository, { path, start }: Token): string {
  const text = texts.get(path) ?? '';
  return text.slice(text.lastIndexOf('\n', start) + 1, start);
}

const managedBlock = /:resource "aws_ssoadmin_managed_policy_attachment"|^[^:]+\.json: {6}"\w+_(logs|power)": \{/;

function attachedTwice(repository: Repository): readonly (Mutant | Excluded)[] {
  const blocks = regions(repository, managedBlock).filter(
    (it) => it.text.includes(prefix) && !it.text.includes('for_each'),
  );
  return blocks.map((region) => {
    const arn = repository.tokens.find(
      (it) => it.path === region.path && it.start > region.start && it.value.startsWith(prefix),
    );
    const offset = (arn?.start ?? region.start) - region.start;
    const lines = region.text.slice(0, offset).split('\n').length - 1;
    return {
      rule: 'policy-attached-twice',
      what: `${arn?.value} is attached by two blocks`,
      edits: [repeat(region, '_again')],
      expected: [[copied(region, lines)]],
    };
  });
}

/** One list is enough for each permission set. */
function firstOfEach(repository: Repository): readonly Token[] {
  const seen = new Set<Token>();
  return listed(repository).filter((token) => {
    const set = setOf(repository, token);
    if (!set || seen.has(set)) return false;
    seen.add(set);
    return true;
  });
}

/** The set whose name stands above it. */
function setOf(repository: Repository, { path, start }: Token): Token | undefined {
  return definitions(repository, 'permission set').findLast((it) => it.path === path && it.start < start);
}

function tooMany(repository: Repository, token: Token): Mutant {
  const { path, end } = token;
  const names = table.names
    .split(' ')
    .filter((name) => /^\w+ReadOnly/.test(name) && name !== token.value.slice(prefix.length));
  const arns = names.slice(0, 24).map((name) => prefix + name);
  const set = setOf(repository, token);
  return {
    rule: 'too-many-policies',
    what: `"${set?.value}" has 25 policies`,
    edits: [{ path, start: end, end, text: after(repository, token, arns) }],
    expected: [set ? [set] : []],
  };
}
