/** Every statement of every policy of a permission set, as far as they can all be read. */
import { isKnown, type Known } from '../../../base';
import type * as model from '../../../model';
import table from '../data/aws-managed-policies.json';
import { policiesNamed } from './policies-by-name';
import { type Statement, statementsIn } from './policy-statements';

/** `said`: where the code says it; AWS's own policies stand nowhere here. */
export type Sourced = Statement & { readonly said?: Known<string> | undefined };

/** `undefined` where some policy cannot be read, or the set has every right as it is. */
export function statementsOf(set: model.PermissionSet, policies: model.Policies): readonly Sourced[] | undefined {
  const parts = [
    ...(set.inlinePolicy ? [inline(set.inlinePolicy)] : []),
    ...set.customerManagedPolicies.map((it) => customer(it, policies)),
    ...set.managedPolicies.map((it) => (isKnown(it) ? managed(it.value) : undefined)),
  ];
  const known = parts.filter((it) => it !== undefined);
  const all = known.flat();
  return known.length === parts.length && !all.some(isAll) ? all : undefined;
}

function inline(policy: NonNullable<model.PermissionSet['inlinePolicy']>): readonly Sourced[] | undefined {
  if (!isKnown(policy)) return undefined;
  if (/^\s*(\{\s*\})?\s*$/.test(policy.value)) return [];
  return statementsIn(policy.value)?.map((it) => ({ ...it, said: policy }));
}

/** One text for all accounts, else nobody knows which of them counts. */
function customer(reference: model.PolicyReference, policies: model.Policies): readonly Sourced[] | undefined {
  const { name } = reference;
  if (!isKnown(name)) return undefined;
  const meant = policiesNamed(policies, reference);
  const texts = new Set(meant.map(({ document }) => (document && isKnown(document) ? document.value : undefined)));
  const [text] = texts;
  return texts.size === 1 && text !== undefined ? statementsIn(text)?.map((it) => ({ ...it, said: name })) : undefined;
}

const mighty = /^arn:[^:]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;
const powerUser = statementsIn(table.powerUser);
const denying: ReadonlySet<string> = new Set(table.denying.split(' '));
const harmless: ReadonlySet<string> = new Set(table.names.split(' ').filter((name) => !denying.has(name)));

/** What most of AWS's policies allow is left aside: it could only open further ways. */
function managed(arn: string): readonly Sourced[] | undefined {
  const name = arn.replace(/^arn:[^:]*:iam::aws:policy\//, '');
  if (mighty.test(arn) || !harmless.has(name)) return undefined;
  return name === 'PowerUserAccess' ? powerUser : [];
}

/** Who may do everything has nothing to gain. */
function isAll({ effect, covers, resources, isConditional }: Statement): boolean {
  const isEverything =
    covers('iam:CreateRole') && covers('sts:AssumeRole') && covers('organizations:LeaveOrganization');
  return effect === 'Allow' && !isConditional && isEverything && (resources?.includes('*') ?? false);
}
