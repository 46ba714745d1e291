import { isKnown } from '../base';
import { openFailures, type ProvisioningRequest, requestFailure, type Snapshot } from '../live';
import * as model from '../model';
import { requestFailureText } from '../wording';
import { accountLabels, declaredSetName, grantedAt } from './support/comparison';
import { defineRule, type Located, type RelatedPlace } from './support/rule';

/** The provider records a set as applied before its provisioning is done (terraform-provider-aws #38247): nobody says it again. */
export const provisioningFailed = defineRule({
  name: 'provisioning-failed',
  summary: 'AWS could not carry out an assignment or provision a permission set, and nothing has fixed it since.',
  severity: 'error',
  reads: ['declared', 'live'],

  check({ declared, live, project }, report) {
    const label = accountLabels(declared, live, project);
    for (const failure of openFailures(live.requests)) {
      const { account, permissionSet, failureReason } = failure;
      const at = placeOf(failure, declared, live);
      if (!at || account === undefined || permissionSet === undefined) continue;
      const cause = requestFailure(failureReason ?? '');
      const { headline, remedy } = requestFailureText(cause, { account: label(account), permissionSet });
      report(at, {
        message: `${whatFailed(failure)} in ${label(account)} failed: ${headline.replace(/\.$/, '')}; ${asClause(remedy)}`,
        related: cause.kind === 'policy-missing' ? referencesOf(declared.permissionSets.byName.get(permissionSet)) : [],
      });
    }
  },
});

function whatFailed({ kind, permissionSet, principal }: ProvisioningRequest): string {
  if (kind === 'provisioning') return `provisioning "${permissionSet}"`;
  return `assigning "${permissionSet}"${principal === undefined ? '' : ` to "${principal}"`}`;
}

/** A deletion that failed is about what the code no longer has: no line is to blame. */
function placeOf(failure: ProvisioningRequest, declared: model.Access, live: Snapshot): Located | undefined {
  if (failure.kind === 'assignment-deletion') return undefined;
  const own = declared.assignments.all.find((it) => isRequested(it, failure, live));
  if (failure.kind === 'assignment-creation') return own && grantedAt(own);
  const set = failure.permissionSet === undefined ? undefined : declaredSetName(declared, failure.permissionSet);
  return set ?? (own && grantedAt(own));
}

function isRequested(it: model.Assignment, failure: ProvisioningRequest, live: Snapshot): boolean {
  const { account, permissionSet, principal } = it;
  const fits = isKnown(account) && account.value === failure.account && isKnown(permissionSet);
  if (!fits || permissionSet.value !== failure.permissionSet) return false;
  if (failure.principal === undefined) return true;
  if (isKnown(principal)) return principal.value === failure.principal;
  const { groups, users } = live.access;
  const id = groups.byName.get(failure.principal)?.id ?? users.byName.get(failure.principal)?.id ?? failure.principal;
  return it.principalId === id;
}

function referencesOf(set: model.PermissionSet | undefined): readonly RelatedPlace[] {
  return (set ? model.customerPolicies(set) : []).flatMap(({ name }) =>
    isKnown(name) ? [{ at: name, message: `"${name.value}" is referred to here` }] : [],
  );
}

/** A sentence of advice, as the end of a message. */
function asClause(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
