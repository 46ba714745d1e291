/** Every statement of every policy of a permission set, as far as they can all be read. */
import { isKnown, type Known } from '../../../base';
import type * as model from '../../../model';
import table from '../data/aws-managed-policies.json';
import { policiesNamed } from './policies-by-name';
import { type Statement, statementsIn } from './policy-statements';

/** `said`: where the code says it; AWS's own policies stand nowhere here. */
export type StatementWithOrigin = Statement & { readonly writtenIn?: Known<string> | undefined };

/** `undefined` where some policy cannot be read, or the set has every right as it is. */
export function statementsOf(
  set: model.PermissionSet,
  policies: model.Policies,
): readonly StatementWithOrigin[] | undefined {
  const parts = [
    ...(set.inlinePolicy ? [inline(set.inlinePolicy)] : []),
    ...set.customerManagedPolicies.map((it) => customer(it, policies)),
    ...set.managedPolicies.map((it) => (isKnown(it) ? managed(it.value) : undefined)),
  ];
  const known = parts.filter((it) => it !== undefined);
  const all = known.flat();
  return known.length === parts.length && !all.some(isAll) ? all : undefined;
}

function inline(policy: NonNullable<model.PermissionSet['inlinePolicy']>): readonly StatementWithOrigin[] | undefined {
  if (!isKnown(policy)) return undefined;
  if (/^\s*(\{\s*\})?\s*$/.test(policy.value)) return [];
  return statementsIn(policy.value)?.map((it) => ({ ...it, writtenIn: policy }));
}

/** One text for all accounts, else nobody knows which of them counts. */
function customer(
  reference: model.PolicyReference,
  policies: model.Policies,
): readonly StatementWithOrigin[] | undefined {
  const { name } = reference;
  if (!isKnown(name)) return undefined;
  const meant = policiesNamed(policies, reference);
  const texts = new Set(meant.map(({ document }) => (document && isKnown(document) ? document.value : undefined)));
  const [text] = texts;
  return texts.size === 1 && text !== undefined
    ? statementsIn(text)?.map((it) => ({ ...it, writtenIn: name }))
    : undefined;
}

const administratorPolicies = /^arn:[^:]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;
const powerUser = statementsIn(table.powerUser);
const denyingPolicies: ReadonlySet<string> = new Set(table.denying.split(' '));
const harmlessPolicies: ReadonlySet<string> = new Set(
  table.names.split(' ').filter((name) => !denyingPolicies.has(name)),
);

/** What most of AWS's policies allow is left aside: it could only open further ways. */
function managed(arn: string): readonly StatementWithOrigin[] | undefined {
  const name = arn.replace(/^arn:[^:]*:iam::aws:policy\//, '');
  if (administratorPolicies.test(arn) || !harmlessPolicies.has(name)) return undefined;
  return name === 'PowerUserAccess' ? powerUser : [];
}

/** Who may do everything has nothing to gain. */
function isAll({ effect, covers, resources, isConditional }: Statement): boolean {
  const isEverything =
    covers('iam:CreateRole') && covers('sts:AssumeRole') && covers('organizations:LeaveOrganization');
  return effect === 'Allow' && !isConditional && isEverything && (resources?.includes('*') ?? false);
}
