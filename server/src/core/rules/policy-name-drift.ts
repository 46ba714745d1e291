import { isKnown, type Known } from '../base';
import type * as model from '../model';
import { customerReferences, isBareName } from './attached-policies';
import { type TwinFinder, twinFinder } from './near-twin';
import { defineRule, type Note, replaceValue } from './rule';

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
    const defined = definedByName(policies.all);
    const references = customerReferences(declared)
      .map(({ name }) => name)
      .filter((it) => isKnown(it));
    const find = twinFinder(defined.keys(), otherNames(declared, references));
    for (const name of references) {
      if (defined.has(name.value) || !isBareName(name.value)) continue;
      const twins = twinsOf(name.value, defined, find);
      const [nearest] = twins;
      if (nearest) report(name, note(name, nearest, { twins, isComplete: policies.complete }));
    }
  },
});

type Twin = { readonly policy: model.Policy; readonly name: string; readonly difference: string };

function definedByName(policies: readonly model.Policy[]): ReadonlyMap<string, model.Policy> {
  const byName = new Map<string, model.Policy>();
  for (const policy of policies) {
    if (isKnown(policy.name) && !byName.has(policy.name.value)) byName.set(policy.name.value, policy);
  }
  return byName;
}

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
