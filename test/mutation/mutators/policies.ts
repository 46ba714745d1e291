/** Customer managed policies, and AWS's own. */
import { type Excluded, type Mutant, type Mutator, rewrite } from '../mutant';
import { regionsOf, remove } from '../regions';
import { definitions, type Kind, type Repository, uses } from '../repository';
import type { Token } from '../tokens';
import { slips, styles, type Wording } from '../wordings';

const plural: Wording = {
  how: 'puts into the plural',
  write: (name) => (name.endsWith('s') ? name.slice(0, -1) : `${name}s`),
};
const environment: Wording = { how: 'adds an environment to', write: (name) => `${name}-prod` };
const filler: Wording = { how: 'adds "policy" to', write: (name) => `${name}-policy` };

export const policyMutators: readonly Mutator[] = [
  ...[...slips, ...styles, plural, environment, filler].flatMap((wording) => [
    drifted(wording, uses, 'where it is referred to'),
    drifted(wording, definitions, 'where it is made'),
  ]),
  asName('an ARN', (name) => `arn:aws:iam::111122223333:policy/team/${name}`),
  asName('a path and a name', (name) => `team/${name}`),
  otherPath(uses, 'where it is referred to'),
  otherPath(definitions, 'where it is made'),
  { does: 'takes the path from a reference', mutants: (repository) => withoutPath(repository, uses) },
  { does: 'takes the path from a policy', mutants: (repository) => withoutPath(repository, definitions) },
  {
    does: 'names a policy differently in one account',
    consequences: ['policy-not-in-target-account'],
    mutants: differing,
  },
  { does: 'refers to a policy that no code makes', mutants: unheardOf },
  { does: 'takes the policy away where it is made', consequences: ['undeclared-reference'], mutants: unmade },
  ...arnMutators(),
];

type Finder = (repository: Repository, kind: Kind) => readonly Token[];

/** References to a name stand on one side, what makes the policy on the other. */
function drifted({ how, write }: Wording, sites: Finder, where: string): Mutator {
  return {
    does: `${how} the name of a policy ${where}`,
    consequences: ['policy-not-in-target-account', 'policy-names-differ-between-accounts', 'unknown-customer-policy'],
    mutants: (repository) =>
      sites(repository, 'policy').map((token) => drift(repository, { token, value: write(token.value) })),
  };
}

type Written = { readonly token: Token; readonly value: string };

function drift(repository: Repository, { token, value }: Written): Mutant | Excluded {
  const rule = 'policy-name-drift';
  const makers = definitions(repository, 'policy').filter((it) => it.value === token.value);
  const references = uses(repository, 'policy').filter((it) => it.value === token.value);
  if (repository.facts.elsewhere?.includes('policy')) return { rule, excluded: 'the policies are made elsewhere' };
  if (value === token.value) return { rule, excluded: 'the name has nothing to change in that way' };
  if (references.length === 0) return { rule, excluded: 'nothing else says the name' };
  const what = `the policy "${token.value}" is called "${value}"`;
  const edits = [rewrite(token, value)];
  if (!makers.includes(token)) return { rule, what, edits, expected: [[token]] };
  // The others still have the right name, and some account is without it.
  return makers.length > 1
    ? { rule: 'policy-not-in-target-account', what, edits, expected: [references] }
    : { rule, what, edits, expected: references.map((it) => [it]) };
}

function asName(what: string, write: (name: string) => string): Mutator {
  return {
    does: `writes ${what} for the name of a policy`,
    mutants: (repository) => {
      const isElsewhere = repository.facts.elsewhere?.includes('policy');
      const references = (isElsewhere ? definitions : uses)(repository, 'policy');
      return references.map((token) => ({
        rule: 'policy-arn-as-name',
        what: `"${token.value}" is referred to by ${what}`,
        edits: [rewrite(token, write(token.value))],
        expected: [[token]],
      }));
    },
  };
}

function otherPath(sites: Finder, where: string): Mutator {
  return {
    does: `writes another path for a policy ${where}`,
    mutants: (repository) =>
      sites(repository, 'path').map((token) => mispathed(repository, token, rewrite(token, '/elsewhere/'))),
  };
}

/** The path is wrong at the reference, whoever wrote the wrong one. */
function mispathed(repository: Repository, token: Token, edit: Mutant['edits'][number]): Mutant | Excluded {
  const rule = 'policy-path-mismatch';
  const makers = definitions(repository, 'path').filter((it) => it.value === token.value);
  const references = uses(repository, 'path').filter((it) => it.value === token.value);
  const isMade = makers.includes(token);
  if (isMade && makers.length > 1) return { rule, excluded: 'another policy of the repository has that path still' };
  const expected = isMade ? references.map((it) => [it]) : [[token]];
  return { rule, what: `the path "${token.value}" is another`, edits: [edit], expected };
}

/** A reference without a path means `/`; then the place is the reference's own. */
function withoutPath(repository: Repository, sites: Finder): readonly (Mutant | Excluded)[] {
  return sites(repository, 'path').map((token) => {
    const text = repository.texts.get(token.path) ?? '';
    const before = text.slice(0, token.start).search(/,?\s*"?path"?\s*[:=]\s*$/);
    if (before === -1) return { rule: 'policy-path-mismatch', excluded: 'the path is no attribute of its own' };
    const edit = { path: token.path, start: before, end: token.end, text: '' };
    const mutant = mispathed(repository, token, edit);
    if (!('edits' in mutant) || mutant.expected.flat()[0] !== token) return mutant;
    const block = { path: token.path, start: text.lastIndexOf('{', before) };
    return { ...mutant, expected: [[block, nameBefore(repository, token)]] };
  });
}

/** The name that the path belongs to stands before it. */
function nameBefore(repository: Repository, token: Token): Token {
  const names = uses(repository, 'policy').filter((it) => it.path === token.path && it.start < token.start);
  return names.at(-1) ?? token;
}

function unmade(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = 'policy-not-in-target-account';
  return regionsOf(repository, 'policies').map((region) => {
    const own = definitions(repository, 'policy').find(
      (it) => it.path === region.path && it.start >= region.start && it.end <= region.end,
    );
    const others = definitions(repository, 'policy').filter((it) => it !== own && it.value === own?.value);
    const references = uses(repository, 'policy').filter((it) => it.value === own?.value);
    if (!own || references.length === 0) return { rule, excluded: 'the policy is referred to by its resource' };
    if (others.length === 0) return { rule, excluded: 'a policy that no code makes may be made by hand' };
    const expected = [references];
    return { rule, what: `no code makes "${own.value}" in one account`, edits: [remove(repository, region)], expected };
  });
}

/** Of several accounts that each make it, one. */
function differing(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = 'policy-names-differ-between-accounts';
  return definitions(repository, 'policy').flatMap((token): readonly (Mutant | Excluded)[] => {
    if (repository.facts.elsewhere?.includes('policy')) return [{ rule, excluded: 'the policies are made elsewhere' }];
    const makers = definitions(repository, 'policy').filter((it) => it.value === token.value);
    if (makers.length === 1) return [{ rule, excluded: 'only one place makes the policy' }];
    return styles.map(({ write }) => ({
      rule,
      what: `"${token.value}" is "${write(token.value)}" in one account`,
      edits: [rewrite(token, write(token.value))],
      expected: [makers],
    }));
  });
}

/** Somebody may have made it by hand, unless the project file says that the account's code is here. */
function unheardOf(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = 'unknown-customer-policy';
  const isCodeHere = /paths: *\[/.test(repository.texts.get('.idc.yaml') ?? '');
  return uses(repository, 'policy').map((token) =>
    isCodeHere
      ? {
          rule,
          what: `"${token.value}" is "ferry-timetable"`,
          edits: [rewrite(token, 'ferry-timetable')],
          expected: [[token]],
        }
      : { rule, excluded: 'a policy that no code makes may be made by hand' },
  );
}

const prefix = 'arn:aws:iam::aws:policy/';

function arnMutators(): readonly Mutator[] {
  return [
    ...slips.map(({ how, write }) =>
      ofArn(`${how} of the ARN of an AWS policy`, 'unknown-aws-managed-policy', inName(write)),
    ),
    ofArn('leaves out the path of an AWS policy', 'unknown-aws-managed-policy', (arn) =>
      arn.replace(/policy\/(job-function|service-role)\//, 'policy/'),
    ),
    ofArn('puts a path into the ARN of an AWS policy', 'unknown-aws-managed-policy', (arn) =>
      arn.replace(/policy\/(?!job-function|service-role)/, 'policy/job-function/'),
    ),
    ofArn('writes the name of an AWS policy for its ARN', 'invalid-arn', (arn) => arn.split('/').at(-1) ?? ''),
    ofArn('writes an account into the ARN of an AWS policy', 'invalid-arn', (arn) =>
      arn.replace('::aws:', '::111122223333:'),
    ),
    ofArn('leaves out a colon of the ARN of an AWS policy', 'invalid-arn', (arn) => arn.replace('iam::', 'iam:')),
  ];
}

function inName(write: (name: string) => string): (arn: string) => string {
  return (arn) => arn.replace(/[^/]+$/, write);
}

function ofArn(does: string, rule: string, write: (arn: string) => string): Mutator {
  return {
    does,
    mutants: ({ tokens }) =>
      tokens
        .filter((it) => it.value.startsWith(prefix))
        .map((token) =>
          write(token.value) === token.value
            ? { rule, excluded: 'the ARN has nothing to change in that way' }
            : {
                rule,
                what: `${token.value} is ${write(token.value)}`,
                edits: [rewriteArn(token, write)],
                expected: [[token]],
              },
        ),
  };
}

function rewriteArn({ path, start, end, form, value }: Token, write: (arn: string) => string) {
  return { path, start, end, text: form === 'quoted' ? `"${write(value)}"` : write(value) };
}
