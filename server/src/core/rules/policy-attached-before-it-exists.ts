import { isKnown } from '../base';
import * as model from '../model';
import { addressFor } from './support/ordering';
import { policiesNamed } from './support/policies/policies-by-name';
import { defineRule, type Fix } from './support/rule';

/**
 * Attaching provisions the set again where it is assigned, and AWS looks for the policy there and then. In two states there
 * is no order that Terraform could keep, and a set that nobody is given is provisioned nowhere.
 */
export const policyAttachedBeforeItExists = defineRule({
  name: 'policy-attached-before-it-exists',
  summary:
    'A configuration makes a customer managed policy and attaches it, with nothing that makes it wait in between.',
  severity: 'warning',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      for (const attachment of set.attachments ?? []) {
        if (attachment.wildcardBecause !== undefined) continue;
        for (const reference of attachment.customerManaged) {
          const policy = policyMade(reference, attachment, declared.policies);
          if (!policy || !mayBeGiven(set, policy, declared)) continue;
          report(attachment, {
            message: `nothing makes this wait for ${policy.resource.address}, which makes the policy that it names`,
            related: [{ at: policy, message: 'the policy is made here' }],
            fixes: () => waiting(attachment.resource, policy.resource),
          });
        }
      }
    }
  },
});

type CreatedPolicy = model.Policy & { readonly resource: model.Resource };

/** By its exact name and path, in the same state, and not there already. */
function policyMade(
  reference: model.PolicyReference,
  { resource }: model.Attachment,
  policies: model.Policies,
): CreatedPolicy | undefined {
  return policiesNamed(policies, reference).find((it): it is CreatedPolicy => {
    const isHere = it.resource?.root === resource.root && it.resource.mode === 'managed' && !it.resource.isImported;
    return isHere && it.resource !== undefined && !model.comesAfter(resource, it.resource);
  });
}

/** Whether the set may be assigned in the account the policy is made in. */
function mayBeGiven({ name }: model.PermissionSet, { account }: model.Policy, { assignments }: model.Access): boolean {
  const isFor = ({ permissionSet }: model.Assignment) =>
    !isKnown(permissionSet) || !isKnown(name) || permissionSet.value === name.value;
  const isThere = (it: model.Assignment) =>
    !isKnown(it.account) || !isKnown(account) || it.account.value === account.value;
  return !assignments.complete || assignments.all.some((it) => isFor(it) && isThere(it));
}

function waiting(attachment: model.Resource, policy: model.Resource): readonly Fix[] {
  const address = addressFor(attachment, policy);
  if (address === undefined || model.comesAfter(policy, attachment)) return [];
  return [{ title: `Wait for ${address}`, safe: false, change: { kind: 'depend-on', addresses: [address] } }];
}
