/** Comments that silence, the project file, keys of access definitions, and text that cannot be read. */
import type { Excluded, Mutant, Mutator } from '../mutant';
import { isTerraform, type Repository } from '../repository';
import type { Token } from '../tokens';

export const notationMutators: readonly Mutator[] = [
  comment('silences what is not there', 'unused-suppression', '# idc: ignore unknown-group -- made by hand'),
  comment('silences a rule that does not exist', 'unknown-rule', '# idc: ignore unknown-grup -- made by hand'),
  comment('silences without a reason', 'suppression-without-reason', '# idc: ignore unknown-group'),
  { does: 'misspells a key of an access definition', consequences: missing(), mutants: misspelt },
  { does: 'drops a digit of an account in the project file', consequences: missing(), mutants: misnumbered },
  { does: 'misspells a rule in the project file', mutants: misnamedRule },
  { does: 'forgets a closing quote', consequences: missing(), mutants: unquoted },
  {
    does: 'makes the account of an assignment the management account',
    consequences: ['management-account-assignment'],
    mutants: managed,
  },
];

/** What a reader cannot know any more once a part of the code says nothing. */
function missing(): readonly string[] {
  return [
    'syntax',
    'invalid-access-definition',
    'unassigned-permission-set',
    'unassigned-group',
    'empty-permission-set',
    'unknown-account',
  ];
}

function comment(does: string, rule: string, text: string): Mutator {
  return {
    does,
    mutants: ({ texts }) =>
      [...texts.keys()].flatMap((path): readonly (Mutant | Excluded)[] => {
        if (path.endsWith('.json')) return [{ rule, excluded: 'JSON has no comments' }];
        const edits = [{ path, start: 0, end: 0, text: `${text}\n` }];
        return [{ rule, what: text, edits, expected: [[{ path, start: 0, below: 0 }]] }];
      }),
  };
}

const keys = new Set(
  'permission_sets groups accounts group_assignments policies description session_duration managed_policies customer_managed_policies permissions_boundary inline_policy account_ids permission_set path name'.split(
    ' ',
  ),
);

function misspelt(repository: Repository): readonly Mutant[] {
  if (isTerraform(repository)) return [];
  return repository.tokens
    .filter(({ value, path }) => keys.has(value) && path !== '.idc.yaml')
    .map(({ path, start, end, value }) => ({
      rule: 'invalid-access-definition',
      what: `the key "${value}" is misspelt`,
      edits: [{ path, start, end, text: value.replace(/.(?=.$)/, '') }],
      expected: [[{ path, start }]],
    }));
}

function inProjectFile({ tokens }: Repository, pattern: RegExp): readonly Token[] {
  return tokens.filter(({ path, value }) => path === '.idc.yaml' && pattern.test(value));
}

function misnumbered(repository: Repository): readonly Mutant[] {
  return inProjectFile(repository, /^\d{12}$/).map(({ path, start, end, value }) => ({
    rule: 'invalid-access-definition',
    what: `${value} has lost a digit`,
    edits: [{ path, start, end, text: `"${value.slice(1)}"` }],
    expected: [[{ path, start }]],
  }));
}

function misnamedRule({ texts }: Repository): readonly Mutant[] {
  const path = '.idc.yaml';
  const text = texts.get(path);
  if (text === undefined) return [];
  const edits = [{ path, start: text.length, end: text.length, text: 'rules:\n  unknown-grup: off\n' }];
  return [{ rule: 'unknown-rule', what: 'unknown-grup', edits, expected: [[{ path, start: text.length, below: 1 }]] }];
}

/** One in each file is enough: the first string whose line has no other. */
function unquoted({ texts, tokens }: Repository): readonly Mutant[] {
  return [...texts.keys()].flatMap((path) => {
    const token = tokens.find((it) => it.path === path && it.form === 'quoted');
    if (!token) return [];
    const edits = [{ path, start: token.end - 1, end: token.end, text: '' }];
    const expected = [[token, { path, start: token.start, below: 1 }]];
    return [{ rule: 'syntax', what: `"${token.value} is not closed`, edits, expected }];
  });
}

/** The set must be assigned in another account too, or nobody is kept from anything. */
function managed({ texts, facts }: Repository): readonly (Mutant | Excluded)[] {
  const path = '.idc.yaml';
  const text = texts.get(path) ?? '';
  const { alsoIn } = facts;
  if (!alsoIn) return [];
  const head = text.replace(/^managementAccount:.*\n/m, '');
  const edits = [
    {
      path,
      start: 0,
      end: text.length,
      text: `${head}managementAccount: "${alsoIn.account}"\ndelegatedAdmin: "111122223333"\n`,
    },
  ];
  const place = { path: alsoIn.path, start: (texts.get(alsoIn.path) ?? '').indexOf(alsoIn.text) };
  return [{ rule: 'management-account-assignment', what: alsoIn.account, edits, expected: [[place]] }];
}
