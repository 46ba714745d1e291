import { firstFew, groupBy, isKnown, type Known } from '../base';
import * as model from '../model';
import { atEachPlace } from './places';
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
    const grants = declared.assignments.all.flatMap((it) => mightyGrant(it, powers, { declared, project }));
    for (const { at, items } of atEachPlace(grants, ({ set }) => set)) {
      for (const [what, same] of groupBy(items, ({ set, power }) => `"${set.value}" gives ${power}`)) {
        report(at, { message: `${what} to ${firstFew(same.map(({ to }) => to))}` });
      }
    }
  },
});

type Grant = { readonly set: Known<string>; readonly power: string; readonly to: string };

function mightyGrant(
  assignment: model.Assignment,
  powers: ReadonlyMap<string, string>,
  { declared: { accounts }, project }: { declared: model.Access; project: model.ProjectFile },
): readonly Grant[] {
  const { permissionSet: set, principal } = assignment;
  const account = model.accountKey(assignment);
  const power = isKnown(set) ? powers.get(set.value) : undefined;
  if (account === undefined || power === undefined || !isKnown(set)) return [];
  if (!model.isProduction(project, accounts, account)) return [];
  const who = isKnown(principal) ? `"${principal.value}"` : 'a principal';
  return [{ set, power, to: `${who} in the production account ${model.accountLabel(project, accounts, account)}` }];
}

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
