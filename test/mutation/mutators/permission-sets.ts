/** Permission sets: their names, how long they last, and what they hold. */
import { type Edit, type Excluded, type Mutant, type Mutator, rewrite } from '../mutant';
import { mentions, type Region, regionsOf, remove } from '../regions';
import { definitions, type Repository } from '../repository';
import type { Token } from '../tokens';

export const setMutators: readonly Mutator[] = [
  ...['8h', 'PT8', 'PT90X', 'PT13H', 'PT30M', 'PT4H30', '28800', 'P4H'].map(lasting),
  { does: 'lets sessions in production last twelve hours', mutants: lastingInProduction },
  named('a space in', 'invalid-permission-set-name', (name) => `${name.slice(0, 4)} ${name.slice(4)}`),
  named('an umlaut in', 'invalid-permission-set-name', (name) => `${name}Ä`),
  named('33 letters in', 'invalid-permission-set-name', (name) => name.padEnd(33, 'x')),
  named("Control Tower's name for", 'control-tower-permission-set', () => 'AWSReadOnlyAccess'),
  { does: 'gives a permission set the name of another', consequences: afterRenaming(), mutants: sameName },
  { does: 'takes all policies from a permission set', consequences: ['undeclared-reference'], mutants: emptied },
  {
    does: 'takes the boundary from a permission set',
    consequences: ['undeclared-reference'],
    mutants: unbound,
  },
  { does: 'gives a permission set for reading administrator rights', consequences: mighty(), mutants: mightyReader },
  { does: 'gives administrator rights in production', consequences: mighty(), mutants: administrator },
];

function afterRenaming(): readonly string[] {
  return [
    'unknown-permission-set',
    'unassigned-permission-set',
    'undeclared-reference',
    'policy-attached-twice',
    'missing-permissions-boundary',
    'empty-permission-set',
    'colliding-for-each-key',
    'duplicate-assignment',
    'name-contradicts-policy',
    'attachment-without-depends-on',
  ];
}

function mighty(): readonly string[] {
  return ['name-contradicts-policy', 'administrator-in-production', 'policy-attached-twice'];
}

function lasting(duration: string): Mutator {
  return {
    does: `lets sessions last ${duration}`,
    mutants: ({ tokens }) =>
      tokens.filter(isDuration).map((token) => ({
        rule: 'invalid-session-duration',
        what: `${token.value} is ${duration}`,
        edits: [rewrite(token, duration)],
        expected: [[token]],
      })),
  };
}

function isDuration({ value }: Token): boolean {
  return /^PT\d+[HM]/.test(value);
}

/** Of the sets that reach a production account, the duration that stands next below the name. */
function lastingInProduction(repository: Repository): readonly Mutant[] {
  const sets = definitions(repository, 'permission set').filter((it) => isInProduction(repository, it.value));
  return sets.flatMap((set) => {
    const duration = repository.tokens.find((it) => it.path === set.path && it.start > set.start && isDuration(it));
    if (!duration) return [];
    return [
      {
        rule: 'long-production-session',
        what: `sessions of "${set.value}" last PT12H`,
        edits: [rewrite(duration, 'PT12H')],
        expected: [[duration]],
      },
    ];
  });
}

function isInProduction({ facts }: Repository, name: string): boolean {
  return facts.inProduction?.includes(name) ?? false;
}

function named(what: string, rule: string, write: (name: string) => string): Mutator {
  return {
    does: `puts ${what} the name of a permission set`,
    consequences: afterRenaming(),
    mutants: (repository) =>
      own(repository).map((token) => ({
        rule,
        what: `"${token.value}" is "${write(token.value)}"`,
        edits: [rewrite(token, write(token.value))],
        expected: [[token]],
      })),
  };
}

/** Not those that the repository only looks up. */
function own(repository: Repository): readonly Token[] {
  return repository.facts.elsewhere?.includes('permission set') ? [] : definitions(repository, 'permission set');
}

function sameName(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = 'duplicate-permission-set-name';
  const sets = own(repository);
  const [first, ...others] = sets;
  return others.map((token) => {
    const isKey = token.form === 'key' || /^\s*"?\w+"?\s*(=\s*\{|:\s*$)/.test(lineOf(repository, token));
    if (!first || isKey) return { rule, excluded: 'of two equal keys of a map only one is left' };
    const edits = [rewrite(token, first.value)];
    return { rule, what: `"${token.value}" is "${first.value}" too`, edits, expected: [[token, first]] };
  });
}

function lineOf({ texts }: Repository, { path, start }: Token): string {
  const text = texts.get(path) ?? '';
  return text.slice(text.lastIndexOf('\n', start) + 1).split('\n')[0] ?? '';
}

/** Blocks go; a list is left empty, since the code around it asks for one. */
function emptied(repository: Repository): readonly Mutant[] {
  return own(repository).flatMap((set) => {
    const edits = policiesOf(repository, set).map((region) => emptyOf(repository, region));
    const what = `"${set.value}" has no policies`;
    return edits.length === 0 ? [] : [{ rule: 'empty-permission-set', what, edits, expected: [[set]] }];
  });
}

function policiesOf(repository: Repository, set: Token): readonly Region[] {
  return regionsOf(repository, 'attachments').filter((it) => isOf(repository, it, set));
}

/** A resource refers to the set; an attribute stands below its name and above the next one's. */
function isOf(repository: Repository, region: Region, set: Token): boolean {
  const what = { type: 'aws_ssoadmin_permission_set', name: set.value };
  if (/^\s*("\w+": \{|resource )/.test(region.text)) return mentions(repository, region, what);
  const sets = definitions(repository, 'permission set').filter((it) => it.path === region.path);
  return sets.findLast((it) => it.start < region.start) === set;
}

function emptyOf(repository: Repository, region: Region): Edit {
  const list = /^\s*[\w]+\s*=\s*[[{]/.exec(region.text);
  if (!list || /^\s*resource /.test(region.text)) return remove(repository, region);
  const { path, start, end } = region;
  const open = list[0].at(-1) === '[' ? '[]' : '{}';
  return { path, start, end, text: `${list[0].slice(0, -1)}${open}\n` };
}

function unbound(repository: Repository): readonly (Mutant | Excluded)[] {
  const rule = 'missing-permissions-boundary';
  return regionsOf(repository, 'boundaries').flatMap((region) => {
    const set = own(repository).find((it) => isOf(repository, region, it));
    if (!set) return [];
    const isNeeded = /^\s*boundary\s+=/.test(region.text) && repository.name === 'flattened-map';
    const edit = isNeeded ? { ...region, text: region.text.replace(/=.*/, '= null') } : remove(repository, region);
    return [{ rule, what: `"${set.value}" has no boundary`, edits: [edit], expected: [[set]] }];
  });
}

const administratorArn = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** The ARNs that stand among a set's own policies. */
function arnsOf(repository: Repository, set: Token): readonly Token[] {
  const lists = policiesOf(repository, set);
  return repository.tokens.filter(
    (it) => it.value.startsWith('arn:aws:iam::aws:policy/') && lists.some((list) => isWithin(it, list)),
  );
}

function isWithin(token: Token, region: Region): boolean {
  return region.path === token.path && region.start < token.start && token.end < region.end;
}

function mightyReader(repository: Repository): readonly Mutant[] {
  return own(repository)
    .filter((set) => /read|view(?!$)|viewer|audit/i.test(set.value.replace('Review', '')))
    .flatMap((set) =>
      arnsOf(repository, set)
        .slice(0, 1)
        .map((arn) => givesAll(set, arn, 'name-contradicts-policy', [[set]])),
    );
}

function administrator(repository: Repository): readonly Mutant[] {
  return own(repository)
    .filter((set) => isInProduction(repository, set.value))
    .flatMap((set) => {
      const grants = regionsOf(repository, 'grants').filter((it) => {
        return mentions(repository, it, { type: 'aws_ssoadmin_permission_set', name: set.value });
      });
      const said = repository.tokens.filter(
        (it) => it.value === set.value && grants.some((grant) => isWithin(it, grant)),
      );
      return arnsOf(repository, set)
        .slice(0, 1)
        .map((arn) => givesAll(set, arn, 'administrator-in-production', [[set, ...said, ...grants]]));
    });
}

function givesAll(set: Token, arn: Token, rule: string, expected: Mutant['expected']): Mutant {
  const text = arn.form === 'quoted' ? `"${administratorArn}"` : administratorArn;
  return { rule, what: `"${set.value}" has AdministratorAccess`, edits: [{ ...arn, text }], expected };
}
