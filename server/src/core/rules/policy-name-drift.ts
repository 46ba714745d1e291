import { isKnown, type Known } from '../base';
import * as model from '../model';
import { type TwinFinder, twinFinder } from './support/near-twin';
import { customerReferences, isBareName } from './support/policies/attached-policies';
import { firstByName, namesMadeOfFile } from './support/policies/policies-by-name';
import { defineRule, type Note, replaceValue } from './support/rule';

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
    const find = twinFinder(defined.keys(), otherNames(declared, names));
    for (const reference of references) {
      const { name } = reference;
      if (!isKnown(name) || defined.has(name.value) || !isBareName(name.value)) continue;
      const isNear = ({ policy }: Twin) => model.mayShareOrganization(reference, policy);
      const twins = twinsOf(name.value, defined, find).filter(isNear);
      const [nearest] = twins;
      const own = policies.all.filter((it) => model.mayShareOrganization(reference, it));
      const namesakes = nearest ? [] : namesMadeOfFile(name.value, own);
      if (nearest) report(name, note(name, nearest, { twins, isComplete: policies.complete }));
      else if (namesakes.length > 0) report(name, noteOnFile(name.value, namesakes));
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

type Twin = { readonly policy: model.Policy; readonly name: string; readonly difference: string };

/** Words that other names use were hardly typed by mistake. */
function otherNames({ permissionSets }: model.Access, references: readonly Known<string>[]): readonly string[] {
  const sets = permissionSets.all.flatMap(({ name }) => (isKnown(name) ? [name.value] : []));
  return [...sets, ...references.map((name) => name.value)];
}

function twinsOf(wanted: string, defined: ReadonlyMap<string, model.Policy>, find: TwinFinder): readonly Twin[] {
  return find(wanted).flatMap(({ name, difference }) => {
    const policy = defined.get(name);
    return policy ? [{ policy, name, difference }] : [];
  });
}

type Findings = { readonly twins: readonly Twin[]; readonly isComplete: boolean };

function note(wanted: Known<string>, { policy, name, difference }: Twin, { twins, isComplete }: Findings): Note {
  const where = `"${name}" (${policy.address} in ${policy.origin.at.path})`;
  const doubt = isComplete ? '' : '; not every policy can be known here';
  return {
    message: `no policy is named "${wanted.value}": ${where} differs ${difference}${doubt}`,
    severity: isComplete ? 'error' : 'warning',
    related: twins.map((twin) => ({ at: twin.policy.name, message: `"${twin.name}" is defined here` })),
    fixes: () => twins.map((twin) => replaceValue(twin.name)),
  };
}
