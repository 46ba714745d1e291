import { firstFew, groupBy, isKnown, type Known } from '../base';
import * as model from '../model';
import { atEachPlace } from './support/places';
import { type Statement, statementsIn } from './support/policies/policy-statements';
import { defineRule, type Located } from './support/rule';

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
      for (const [what, [first, ...others]] of groupBy(
        items,
        ({ set, power }) => `"${set.value}" gives ${power.what}`,
      )) {
        if (!first) continue;
        const whom = firstFew([first, ...others].map(({ to }) => to));
        report(at, { message: `${what} to ${whom}`, related: [{ at: first.power.by, message: first.power.what }] });
      }
    }
  },
});

/** `by` is the policy that gives it. */
type Power = { readonly what: string; readonly by: Located };
type Grant = { readonly set: Known<string>; readonly power: Power; readonly to: string };

function mightyGrant(
  assignment: model.Assignment,
  powers: ReadonlyMap<string, Power>,
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

function powerOf({ name, managedPolicies, inlinePolicy }: model.PermissionSet): readonly (readonly [string, Power])[] {
  if (!isKnown(name)) return [];
  const policy = managedPolicies.filter(isKnown).find(({ value }) => allPowerful.test(value));
  if (policy) return [[name.value, { what: policy.value.split('/').at(-1) ?? '', by: policy }]];
  if (!inlinePolicy || !isKnown(inlinePolicy) || !allowsAll(inlinePolicy.value)) return [];
  return [[name.value, { what: 'every action on everything', by: inlinePolicy }]];
}

function allowsAll(document: string): boolean {
  const statements = statementsIn(document) ?? [];
  const isDenied = statements.some(({ effect, covers }) => effect === 'Deny' && telling.some(covers));
  return !isDenied && statements.some(isEverything);
}

function isEverything({ effect, covers, resources, isConditional }: Statement): boolean {
  const isEverywhere = resources?.includes('*') === true;
  return effect === 'Allow' && !isConditional && isEverywhere && telling.every(covers);
}

/** Who may do all of these may do anything. */
const telling = ['iam:CreateUser', 's3:DeleteBucket', 'organizations:LeaveOrganization', 'kms:ScheduleKeyDeletion'];
