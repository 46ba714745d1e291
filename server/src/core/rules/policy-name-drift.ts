import { isKnown, type Known } from '../base';
import * as model from '../model';
import { customerReferences, isBareName } from './support/policies/attached-policies';
import { firstByName, namesOfPoliciesFromFile } from './support/policies/policies-by-name';
import { defineRule, type Note, replaceValue } from './support/rule';
import { type SimilarNameFinder, similarNameFinder } from './support/similar-name';

/**
 * Identity Center looks a customer managed policy up by its exact name in every target account, and reports a missing
 * one only while provisioning: the assignment then fails, or keeps the policies it had.
 */
export const policyNameDrift = defineRule({
  name: 'policy-name-drift',
  summary: 'A customer managed policy reference nearly matches a policy that is defined, and matches none.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    const { policies } = declared;
    const defined = firstByName(policies);
    const references = customerReferences(declared);
    const names = references.map(({ name }) => name).filter((it) => isKnown(it));
    const find = similarNameFinder(defined.keys(), otherNames(declared, names));
    for (const reference of references) {
      const { name } = reference;
      if (!isKnown(name) || defined.has(name.value) || !isBareName(name.value)) continue;
      const isSimilar = ({ policy }: Match) => model.mayShareOrganization(reference, policy);
      const matches = matchesOf(name.value, defined, find).filter(isSimilar);
      const [nearest] = matches;
      const own = policies.all.filter((it) => model.mayShareOrganization(reference, it));
      const fromFile = nearest ? [] : namesOfPoliciesFromFile(name.value, own);
      if (nearest) report(name, note(name, nearest, { matches, isComplete: policies.complete }));
      else if (fromFile.length > 0) report(name, noteOnFile(name.value, fromFile));
    }
  },
});

function noteOnFile(wanted: string, made: readonly Known<string>[]): Note {
  const names = made.map(({ value }) => `"${value}"`).join(' and ');
  return {
    message: `no policy is named "${wanted}": the file of that name makes ${names}; not every policy can be known here`,
    severity: 'warning',
    related: made.map((at) => ({ at, message: `"${at.value}" is defined here` })),
  };
}

type Match = { readonly policy: model.Policy; readonly name: string; readonly difference: string };

/** Words that other names use were hardly typed by mistake. */
function otherNames({ permissionSets }: model.Access, references: readonly Known<string>[]): readonly string[] {
  const sets = permissionSets.all.flatMap(({ name }) => (isKnown(name) ? [name.value] : []));
  return [...sets, ...references.map((name) => name.value)];
}

function matchesOf(
  wanted: string,
  defined: ReadonlyMap<string, model.Policy>,
  find: SimilarNameFinder,
): readonly Match[] {
  return find(wanted).flatMap(({ name, difference }) => {
    const policy = defined.get(name);
    return policy ? [{ policy, name, difference }] : [];
  });
}

type Findings = { readonly matches: readonly Match[]; readonly isComplete: boolean };

function note(wanted: Known<string>, { policy, name, difference }: Match, { matches, isComplete }: Findings): Note {
  const where = `"${name}" (${policy.address} in ${policy.origin.at.path})`;
  const caveat = isComplete ? '' : '; not every policy can be known here';
  return {
    message: `no policy is named "${wanted.value}": ${where} differs ${difference}${caveat}`,
    severity: isComplete ? 'error' : 'warning',
    related: matches.map((match) => ({ at: match.policy.name, message: `"${match.name}" is defined here` })),
    fixes: () => matches.map((match) => replaceValue(match.name)),
  };
}
