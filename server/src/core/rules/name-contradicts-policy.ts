import { isKnown } from '../base';
import type * as model from '../model';
import { serviceHeldInFull } from './support/policies/services-in-full';
import { defineRule, type Note } from './support/rule';
import { words } from './support/similar-name';

/** Reviewers read names. A set whose name says one thing and whose policies say another is granted by mistake. */
export const nameContradictsPolicy = defineRule({
  name: 'name-contradicts-policy',
  summary: 'The name of a permission set promises less, or more, than its policies give.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      if (set.presence !== 'declared' || !isKnown(set.name)) continue;
      const contradiction = contradictionIn(set.name.value, set);
      if (contradiction) report(set.name, contradiction);
    }
  },
});

function contradictionIn(name: string, set: model.PermissionSet): Note | undefined {
  const policies = set.managedPolicies.flatMap((arn) => (isKnown(arn) ? [arn.value.split('/').at(-1) ?? ''] : []));
  const nameWords = words(name);
  const namesAdministrator = nameWords.some((word) => administratorWords.has(word));
  const harmless = contradictingPolicies(nameWords);
  if (harmless && !namesAdministrator) {
    const strong = policies.find((policy) => harmless.test(policy));
    if (strong) return { message: `"${name}" sounds harmless and carries ${strong}` };
    return harmless === anyFullAccess ? inlineContradiction(name, set) : undefined;
  }
  const isWeak = policies.length > 0 && policies.every((policy) => readOnlyPolicies.test(policy));
  const isAdministrator = nameWords.some((word) => word === 'admin' || word === 'administrator');
  if (!isAdministrator || harmless || !isWeak || !hasNothingElse(set)) return undefined;
  return { message: `"${name}" sounds like an administrator's and can only read (${policies.join(', ')})` };
}

function inlineContradiction(
  name: string,
  { inlinePolicy, inlinePolicyTexts = [] }: model.PermissionSet,
): Note | undefined {
  const service = inlinePolicy && isKnown(inlinePolicy) ? serviceHeldInFull(inlinePolicy.value) : undefined;
  if (!inlinePolicy || service === undefined) return undefined;
  const written = inlinePolicyTexts.find(({ value }) => value === '*' || value === `${service}:*`);
  return {
    message: `"${name}" sounds harmless and has an inline policy that allows every action of ${service}`,
    related: [{ at: written ?? inlinePolicy, message: 'in the inline policy' }],
  };
}

const administratorWords = new Set([
  'admin',
  'administrator',
  'full',
  'power',
  'poweruser',
  'write',
  'writer',
  'manage',
  'owner',
]);
const everything = /^(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;
const anyFullAccess = /^(AdministratorAccess|PowerUserAccess|\w+FullAccess)$/;
const readOnlyPolicies = /^(ReadOnlyAccess|ViewOnlyAccess|SecurityAudit)$/;

/** What a set of this name must not carry. An auditor's tools may need full access to themselves, a viewer's do not. */
function contradictingPolicies(nameWords: readonly string[]): RegExp | undefined {
  const text = nameWords.join(' ');
  if (/\b(read ?only|view ?only|viewer|reader)\b/.test(text)) return anyFullAccess;
  return /\b(read|audit|auditor|auditors)\b/.test(text) ? everything : undefined;
}

function hasNothingElse(set: model.PermissionSet): boolean {
  return set.policiesComplete && set.customerManagedPolicies.length === 0 && set.inlinePolicy === undefined;
}
