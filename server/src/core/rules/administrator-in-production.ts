import { firstFew, groupBy, isKnown, type Known } from '../base';
import * as model from '../model';
import { groupByPlace } from './support/places';
import { type Statement, statementsIn } from './support/policies/policy-statements';
import { defineRule, type Located } from './support/rule';

/** With these anybody can give themselves everything else. */
const administratorPolicies = /^arn:[^:]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

export const administratorInProduction = defineRule({
  name: 'administrator-in-production',
  summary: 'A permission set with administrator rights is assigned in a production account.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared, project }, report) {
    const powers = new Map(declared.permissionSets.all.flatMap(administratorRightsOf));
    const grants = declared.assignments.all.flatMap((it) => administratorGrant(it, powers, { declared, project }));
    for (const { at, items } of groupByPlace(grants, ({ set }) => set)) {
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
type AdministratorRights = { readonly what: string; readonly by: Located };
type Grant = { readonly set: Known<string>; readonly power: AdministratorRights; readonly to: string };

function administratorGrant(
  assignment: model.Assignment,
  powers: ReadonlyMap<string, AdministratorRights>,
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

function administratorRightsOf({
  name,
  managedPolicies,
  inlinePolicy,
}: model.PermissionSet): readonly (readonly [string, AdministratorRights])[] {
  if (!isKnown(name)) return [];
  const policy = managedPolicies.filter(isKnown).find(({ value }) => administratorPolicies.test(value));
  if (policy) return [[name.value, { what: policy.value.split('/').at(-1) ?? '', by: policy }]];
  if (!inlinePolicy || !isKnown(inlinePolicy) || !allowsAll(inlinePolicy.value)) return [];
  return [[name.value, { what: 'every action on everything', by: inlinePolicy }]];
}

function allowsAll(document: string): boolean {
  const statements = statementsIn(document) ?? [];
  const isDenied = statements.some(({ effect, covers }) => effect === 'Deny' && administratorActions.some(covers));
  return !isDenied && statements.some(isEverything);
}

function isEverything({ effect, covers, resources, isConditional }: Statement): boolean {
  const isEverywhere = resources?.includes('*') === true;
  return effect === 'Allow' && !isConditional && isEverywhere && administratorActions.every(covers);
}

/** Who may do all of these may do anything. */
const administratorActions = [
  'iam:CreateUser',
  's3:DeleteBucket',
  'organizations:LeaveOrganization',
  'kms:ScheduleKeyDeletion',
];
