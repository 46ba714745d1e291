import { isKnown, type Known } from '../base';
import type * as model from '../model';
import table from './support/data/aws-managed-policies.json';
import { type EscalationPath, escalationPaths, opening } from './support/escalation-paths';
import { like } from './support/iam-actions';
import { policiesNamed } from './support/policies-by-name';
import { type Statement, statementsIn } from './support/policy-statements';
import { defineRule } from './support/rule';

/**
 * Only where every policy of the set can be read: any other may deny what this one allows. Organizations' policies (SCPs)
 * are never seen, which is why it is a warning.
 */
export const privilegeEscalation = defineRule({
  name: 'privilege-escalation',
  summary: 'A policy lets the holder of a permission set give itself every other right.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      if (set.presence !== 'declared' || set.permissionsBoundary || !set.policiesComplete) continue;
      const statements = statementsOf(set, declared.policies);
      const [first, ...others] = statements ? openPaths(statements) : [];
      if (!first) continue;
      const [source, ...further] = new Set(first.by.flatMap(({ said }) => said ?? []));
      if (!source) continue;
      report(writtenAction(set, first.path) ?? source, {
        message: messageOn(first.path, others.length),
        related: further.map((at) => ({ at, message: 'together with what this allows' })),
      });
    }
  },
});

/** `said`: where the code says it; AWS's own policies stand nowhere here. */
type Sourced = Statement & { readonly said?: Known<string> | undefined };
type Open = { readonly path: EscalationPath; readonly by: readonly Sourced[] };

function openPaths(statements: readonly Sourced[]): readonly Open[] {
  return escalationPaths.flatMap((path) => {
    const by = opening(path, statements);
    return by?.some(({ said }) => said) ? [{ path, by }] : [];
  });
}

/** The last action of the path is the one that makes the others dangerous. */
function writtenAction(
  { inlinePolicyTexts = [] }: model.PermissionSet,
  path: EscalationPath,
): Known<string> | undefined {
  const action = path.actions.at(-1) ?? '';
  return inlinePolicyTexts.find(({ value }) => value.includes(':') && like(value)(action));
}

function messageOn({ actions, by }: EscalationPath, others: number): string {
  const last = actions.at(-1) ?? '';
  const named = actions.length === 1 ? last : `${actions.slice(0, -1).join(', ')} and ${last}`;
  const more = others === 0 ? '' : `, and there ${others === 1 ? 'is 1 other way' : `are ${others} other ways`}`;
  return `whoever holds this can get every other right: ${named} ${actions.length === 1 ? 'lets' : 'let'} them ${by}${more}`;
}

/** `undefined` where some policy cannot be read, or the set has every right as it is. */
function statementsOf(set: model.PermissionSet, policies: model.Policies): readonly Sourced[] | undefined {
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
