/** Account ids that are none, and ids of accounts that nobody has. */
import { type Excluded, type Mutant, type Mutator, rewrite } from '../mutant';
import { isOn, isTerraform, type Repository } from '../repository';
import type { Token } from '../tokens';

export const accountMutators: readonly Mutator[] = [
  miswritten('drops a digit of an account id', (id) => id.slice(0, 5) + id.slice(6)),
  miswritten('doubles a digit of an account id', (id) => id.slice(0, 6) + id.slice(5)),
  miswritten('writes a letter for a digit of an account id', (id) =>
    /0/.test(id) ? id.replace('0', 'O') : id.replace('1', 'l'),
  ),
  miswritten('writes an account id with dashes', (id) => `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`),
  {
    does: 'takes the quotes from an account id',
    mutants: (repository) => ids(repository).map((token) => unquoted(repository, token)),
  },
  {
    does: 'writes the id of an account that the organization does not have',
    withAccounts: true,
    consequences: ['policy-not-in-target-account'],
    mutants: (repository) => ids(repository).map((token) => foreign(repository, token)),
  },
];

/** `.idc.yaml` is the names of accounts, and has a mutator of its own. */
function ids({ tokens }: Repository): readonly Token[] {
  return tokens.filter(({ value, path }) => /^\d{12}$/.test(value) && path !== '.idc.yaml');
}

function miswritten(does: string, write: (id: string) => string): Mutator {
  return {
    does,
    mutants: (repository) =>
      ids(repository).map((token) => {
        const value = write(token.value);
        return {
          rule: /[a-z]/i.test(value) && isNameToo(repository, token) ? 'unknown-account' : 'invalid-account-id',
          what: `${token.value} is written ${value}`,
          edits: [{ ...rewrite(token, value), text: `"${value}"` }],
          expected: [[token]],
        };
      }),
  };
}

/** Where an access definition says an account, what has a letter is a name. */
function isNameToo(repository: Repository, token: Token): boolean {
  return !isTerraform(repository) && !isOn(repository, repository.facts.defines.account, token);
}

/** JSON has no number that begins with a zero, and an access definition is judged by its own rule. */
function unquoted(repository: Repository, { path, start, end, value }: Token): Mutant | Excluded {
  const rule = !isTerraform(repository)
    ? 'invalid-access-definition'
    : /json$/.test(path)
      ? 'syntax'
      : 'invalid-account-id';
  if (!value.startsWith('0')) return { rule, excluded: 'a number of twelve digits is as good as a text of them' };
  return {
    rule,
    what: `"${value}" stands without quotes`,
    edits: [{ path, start, end, text: value }],
    expected: [[{ path, start }]],
  };
}

function foreign({ texts }: Repository, token: Token): Mutant | Excluded {
  const other = token.value.slice(0, -2) + token.value.slice(-2).split('').reverse().join('');
  const isKnown = other === token.value || [...texts.values()].some((text) => text.includes(other));
  if (isKnown) return { rule: 'unknown-account', excluded: 'the id with its digits swapped is an account too' };
  return {
    rule: 'unknown-account',
    what: `${token.value} is written ${other}`,
    edits: [{ ...rewrite(token, other), text: `"${other}"` }],
    expected: [[token]],
  };
}
