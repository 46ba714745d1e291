/**
 * Repositories in the styles that teams use, each without a finding, are broken in every way we know; each time the rule
 * that is meant must speak up on the line that did it, and no other rule may say anything untrue.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { groupBy, isKnown } from '../../server/src/core/base';
import { notationRules, rules } from '../../server/src/core/rules';
import { allFacts } from './facts';
import { lineAfter } from './mutant';
import { mutators } from './mutators';
import { definitions, type Repository, readRepository } from './repository';
import { table } from './table';
import { declaredIn, type Outcome, seenIn, type Trial, tryAll } from './trial';

const repositories = allFacts.map(readRepository);
const outcomes: Outcome[] = [];
const patience = 120_000;

describe.each(repositories.map((it) => [it.name, it] as const))('%s', (_, repository) => {
  it('is clean', () => {
    expect(seenIn(repository)).toEqual([]);
  });

  it('has the permission sets that its facts name, and no others', () => {
    const declared = declaredIn(repository).permissionSets.all.filter((it) => it.presence === 'declared');
    const names = declared.map(({ name }) => (isKnown(name) ? name.value : '?'));
    const isElsewhere = repository.facts.elsewhere?.includes('permission set');
    const said = isElsewhere ? [] : definitions(repository, 'permission set').map((it) => it.value);
    expect(said.toSorted()).toEqual(names.toSorted());
  });

  it(
    'is found out wherever it is broken',
    () => {
      const outcome = tryAll(repository, mutators);
      outcomes.push(outcome);
      expect(outcome.trials.filter((it) => !it.isFound).map((it) => missed(repository, it))).toEqual([]);
      expect(outcome.trials.filter((it) => it.extra.length > 0).map(untrue)).toEqual([]);
    },
    patience,
  );
});

describe('All mutants together', () => {
  it('are reported, nineteen of twenty at least, by each rule', () => {
    const trials = outcomes.flatMap((it) => it.trials);
    const byRule = groupBy(trials, (it) => it.mutant.rule);
    const weak = [...byRule].filter(([, own]) => own.filter((it) => it.isFound).length < own.length * 0.95);
    expect(weak.map(([rule]) => rule)).toEqual([]);
    expect(trials.length).toBeGreaterThan(1500);
  });

  it('are there for every rule that judges code, but for those that say why not', () => {
    const tried = new Set(outcomes.flatMap((it) => it.trials).map((it) => it.mutant.rule));
    const names = [...rules.filter((rule) => !rule.reads.includes('live')).map((rule) => rule.name), ...notationRules];
    expect(names.filter((name) => !tried.has(name)).toSorted()).toEqual(Object.keys(untried).toSorted());
  });

  afterAll(() => {
    console.log(table(outcomes));
  });
});

/** Rules without a mutator, and why. */
const untried: Readonly<Record<string, string>> = {
  'module-depends-on': 'no module here looks anything up for itself',
  'tfvars-not-loaded': 'it takes another name of a file, and mutants change texts',
  'unknown-user': 'nobody here gives access to a user',
};

function missed(repository: Repository, { mutator, mutant, seen }: Trial): string {
  const places = mutant.expected.map((anchors) =>
    anchors.map((it) => `${it.path}:${lineAfter(repository, mutant, it)}`).join(' or '),
  );
  const instead = seen.map((it) => `${it.path}:${it.line} ${it.rule}`).join(', ');
  return `${mutator.does} (${mutant.what}): no ${mutant.rule} at ${places.join(' and ')}; saw ${instead || 'nothing'}`;
}

function untrue({ mutator, mutant, extra }: Trial): string {
  const findings = extra.map((it) => `${it.path}:${it.line} ${it.rule}: ${it.message}`);
  return `${mutator.does} (${mutant.what}): ${findings.join('; ')}`;
}
