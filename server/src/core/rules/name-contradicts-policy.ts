import { isKnown } from '../base';
import type * as model from '../model';
import { words } from './near-twin';
import { defineRule } from './rule';

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
      if (contradiction !== undefined) report(set.name, { message: `"${set.name.value}" ${contradiction}` });
    }
  },
});

function contradictionIn(name: string, set: model.PermissionSet): string | undefined {
  const policies = set.managedPolicies.flatMap((arn) => (isKnown(arn) ? [arn.value.split('/').at(-1) ?? ''] : []));
  const said = words(name);
  const isMighty = said.some((word) => mightyWords.has(word));
  const harmless = harmlessKind(said);
  if (harmless && !isMighty) {
    const strong = policies.find((policy) => harmless.test(policy));
    return strong && `sounds harmless and carries ${strong}`;
  }
  const isWeak = policies.length > 0 && policies.every((policy) => readOnlyPolicies.test(policy));
  const isAdministrator = said.some((word) => word === 'admin' || word === 'administrator');
  if (!isAdministrator || harmless || !isWeak || !hasNothingElse(set)) return undefined;
  return `sounds like an administrator's and can only read (${policies.join(', ')})`;
}

const mightyWords = new Set([
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
function harmlessKind(said: readonly string[]): RegExp | undefined {
  const text = said.join(' ');
  if (/\b(read ?only|view ?only|viewer|reader)\b/.test(text)) return anyFullAccess;
  return /\b(audit|auditor|auditors)\b/.test(text) ? everything : undefined;
}

function hasNothingElse(set: model.PermissionSet): boolean {
  return set.policiesComplete && set.customerManagedPolicies.length === 0 && set.inlinePolicy === undefined;
}
