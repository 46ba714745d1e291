/** Names of permission sets, groups and accounts, miswritten where they are used and where they are given. */
import { type Excluded, type Mutant, type Mutator, rewrite } from '../mutant';
import { definitions, isOn, isTerraform, type Kind, type Repository, uses } from '../repository';
import type { Token } from '../tokens';
import { otherName, slips, styles, type Wording } from '../wordings';

const wordings = [...slips, ...styles, otherName];
const kinds = ['permission set', 'group', 'account'] as const;

/** What nobody uses any more once its only use says something else; and a key is wrong wherever it stands. */
const consequences = [
  'unassigned-permission-set',
  'unassigned-group',
  'unknown-permission-set',
  'unknown-group',
  'undeclared-reference',
];

export const nameMutators: readonly Mutator[] = kinds.flatMap((kind) => [
  ...wordings.map((wording) => misuse(kind, wording)),
  rename(kind),
]);

function misuse(kind: Kind, { how, write }: Wording): Mutator {
  return {
    does: `${how} where the name of a ${kind} is used`,
    consequences,
    mutants: (repository) =>
      uses(repository, kind).map((token) => misused(repository, kind, { token, value: write(token.value) })),
  };
}

type Written = { readonly token: Token; readonly value: string };

function misused(repository: Repository, kind: Kind, { token, value }: Written): Mutant | Excluded {
  const rule = ruleFor(repository, kind, token);
  return (
    excluded(repository, kind, { token, value }) ?? {
      rule,
      what: `"${token.value}" is used as "${value}"`,
      edits: [rewrite(token, value)],
      expected: [[token]],
    }
  );
}

/** In Terraform an account's name is a key of a map, and so is a set's where something is attached to it. */
function ruleFor(repository: Repository, kind: Kind, token: Token): string {
  const isKey = kind === 'account' ? isTerraform(repository) : isOn(repository, repository.facts.keys, token);
  return isKey ? 'undeclared-reference' : `unknown-${kind.replace(' ', '-')}`;
}

function excluded(repository: Repository, kind: Kind, { token, value }: Written): Excluded | undefined {
  const rule = ruleFor(repository, kind, token);
  if (repository.facts.elsewhere?.includes(kind)) return { rule, excluded: `only AWS knows the names of each ${kind}` };
  return value === token.value ? { rule, excluded: 'the name has nothing to change in that way' } : undefined;
}

function rename(kind: Kind): Mutator {
  return {
    does: `renames a ${kind} where its name is given`,
    consequences,
    mutants: (repository) =>
      definitions(repository, kind).flatMap((token) => renamed(repository, kind, { token, value: `${token.value}X` })),
  };
}

/** Every use is wrong then, and where nothing else says the name nothing is. */
function renamed(repository: Repository, kind: Kind, { token, value }: Written): readonly (Mutant | Excluded)[] {
  const users = uses(repository, kind).filter((it) => it.value === token.value);
  const [first] = users;
  if (!first) return [{ rule: ruleFor(repository, kind, token), excluded: 'nothing else says the name' }];
  const reason = excluded(repository, kind, { token, value });
  if (reason) return [reason];
  if (kind === 'account' && saidInProjectFile(repository, token.value)) {
    return [{ rule: ruleFor(repository, kind, first), excluded: 'the project file gives the account that name too' }];
  }
  const what = `"${token.value}" is renamed to "${value}"`;
  return [...new Set(users.map((it) => ruleFor(repository, kind, it)))].map((rule) => {
    const expected = users.filter((it) => ruleFor(repository, kind, it) === rule).map((it) => [it]);
    return { rule, what, edits: [rewrite(token, value)], expected };
  });
}

function saidInProjectFile({ tokens }: Repository, name: string): boolean {
  return tokens.some((it) => it.path === '.idc.yaml' && it.value === name);
}
