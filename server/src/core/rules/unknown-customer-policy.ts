import { isKnown } from '../base';
import * as model from '../model';
import { isBareName } from './support/policies/attached-policies';
import { defineRule } from './support/rule';
import { similarNameFinder } from './support/similar-name';
import { targetsBySet } from './support/targets';

/** Most policies are made by code that is not here. Only where the project file says whose code is here is one missed. */
export const unknownCustomerPolicy = defineRule({
  name: 'unknown-customer-policy',
  summary: 'No code of the target accounts makes the customer managed policy that a permission set refers to.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const { policies } = declared;
    if (!policies.complete || policies.all.length === 0) return;
    const made = new Set(policies.all.flatMap(({ name }) => (isKnown(name) ? [name.value] : [])));
    // A name that nearly matches is a slip, and `policy-name-drift` says so.
    const find = similarNameFinder(made);
    const hasCodeHere = new Set(project.accounts.filter(({ paths }) => paths.length > 0).map(({ id }) => id));
    const targets = targetsBySet(declared);
    for (const set of declared.permissionSets.all) {
      const accounts = isKnown(set.name)
        ? [...(targets.get(set.name.value) ?? [])].filter((id) => hasCodeHere.has(id))
        : [];
      const [account] = accounts;
      if (account === undefined) continue;
      for (const { name } of model.customerPolicies(set)) {
        if (!isKnown(name) || !isBareName(name.value) || made.has(name.value) || find(name.value).length > 0) continue;
        const where = model.accountLabel(project, declared.accounts, account);
        report(name, { message: `no code makes the policy "${name.value}", though that of ${where} is here` });
      }
    }
  },
});
