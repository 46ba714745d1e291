import { isKnown } from '../base';
import * as model from '../model';
import { defineRule } from './rule';

/** With these anybody can give themselves everything else. */
const allPowerful = /^arn:[^:]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

export const administratorInProduction = defineRule({
  name: 'administrator-in-production',
  summary: 'A permission set with administrator rights is assigned in a production account.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const powers = new Map(declared.permissionSets.all.flatMap(powerOf));
    for (const { account, permissionSet, principal } of declared.assignments.all) {
      if (!isKnown(account) || !isKnown(permissionSet)) continue;
      const power = powers.get(permissionSet.value);
      if (power === undefined || !model.isProduction(project, declared.accounts, account.value)) continue;
      const where = model.accountLabel(project, declared.accounts, account.value);
      const who = isKnown(principal) ? `"${principal.value}"` : 'a principal';
      report(permissionSet, {
        message: `"${permissionSet.value}" gives ${who} ${power} in the production account ${where}`,
      });
    }
  },
});

function powerOf(set: model.PermissionSet): readonly (readonly [string, string])[] {
  if (!isKnown(set.name)) return [];
  const arn = set.managedPolicies.find((it) => isKnown(it) && allPowerful.test(it.value));
  if (arn && isKnown(arn)) return [[set.name.value, arn.value.split('/').at(-1) ?? '']];
  return set.inlinePolicy && isKnown(set.inlinePolicy) && allowsAll(set.inlinePolicy.value)
    ? [[set.name.value, 'every action on everything']]
    : [];
}

/** One statement that allows `*` on `*` without a condition, in whatever order its keys stand. */
function allowsAll(document: string): boolean {
  const statements = document.replaceAll(/\s/g, '').match(/\{[^{}]*\}/g) ?? [];
  return statements.some(
    (it) => it.includes('"Effect":"Allow"') && /"Action":\[?"\*(:\*)?"\]?/.test(it) && /"Resource":\[?"\*"\]?/.test(it),
  );
}
