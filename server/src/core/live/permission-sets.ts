/** The live permission sets, with whatever is attached to them. */
import * as model from '../model';
import type { Answer, Found } from './answer';
import { evidence, said, unsaid } from './evidence';
import { only } from './found';
import { byName, inOrder } from './order';
import type { StageName } from './plan';
import { reasonsOfList } from './reasons';

export function permissionSets(
  answers: readonly Answer[],
  done: readonly StageName[],
): model.Listing<model.PermissionSet> {
  const details = new Map(only(answers, 'set-details').map((it) => [it.set, it]));
  const policies = policiesBySet(answers);
  const short = new Set(answers.flatMap(({ step, gap }) => (gap && step.kind === 'policies' ? [step.set] : [])));
  const sets = only(answers, 'set').map(({ set }) =>
    permissionSet(set, details.get(set), policies.get(set) ?? [], done.includes('policies') && !short.has(set)),
  );
  return model.listing(inOrder(sets, byName), ({ name }) => name, reasonsOfList(answers, 'permission-sets'));
}

type Details = Extract<Found, { readonly kind: 'set-details' }>;

function permissionSet(
  arn: string,
  details: Details | undefined,
  found: readonly Found[],
  policiesComplete: boolean,
): model.PermissionSet {
  const describe = 'sso-admin/DescribePermissionSet';
  return {
    name: details ? said(describe, details.name) : unsaid(describe, { kind: 'not-described', id: arn }),
    presence: 'declared',
    address: arn,
    origin: evidence('sso-admin/ListPermissionSets'),
    sessionDuration: details?.sessionDuration ? said(describe, details.sessionDuration) : undefined,
    description: details?.description ? said(describe, details.description) : undefined,
    ...attached(found),
    policiesComplete,
    arn,
  };
}

type Attached = Pick<
  model.PermissionSet,
  'managedPolicies' | 'customerManagedPolicies' | 'permissionsBoundary' | 'inlinePolicy'
>;

function attached(found: readonly Found[]): Attached {
  const inline = found.find((it) => it.kind === 'inline-policy');
  return {
    managedPolicies: inOrder(found.flatMap(managedPolicy), ({ value }) => [value]),
    customerManagedPolicies: inOrder(found.flatMap(customerPolicy), ({ path, name }) => [path, name]).map(
      attachedReference,
    ),
    permissionsBoundary: found.flatMap(boundary)[0],
    inlinePolicy: inline ? said('sso-admin/GetInlinePolicyForPermissionSet', inline.document) : undefined,
  };
}

function boundary(found: Found): readonly model.Boundary[] {
  const operation = 'sso-admin/GetPermissionsBoundaryForPermissionSet';
  if (found.kind === 'aws-boundary') return [{ kind: 'aws-managed', arn: said(operation, found.arn) }];
  if (found.kind !== 'customer-boundary') return [];
  return [{ kind: 'customer-managed', reference: policyReference(found, operation) }];
}

function managedPolicy(found: Found) {
  return found.kind === 'managed-policy' ? [said('sso-admin/ListManagedPoliciesInPermissionSet', found.arn)] : [];
}

function customerPolicy(found: Found) {
  return found.kind === 'customer-policy' ? [found] : [];
}

function attachedReference(reference: { readonly name: string; readonly path: string }): model.PolicyReference {
  return policyReference(reference, 'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet');
}

export function policyReference(
  { name, path }: { readonly name: string; readonly path: string },
  operation: string,
): model.PolicyReference {
  return { name: said(operation, name), path: said(operation, path), origin: evidence(operation) };
}

function policiesBySet(answers: readonly Answer[]): ReadonlyMap<string, readonly Found[]> {
  const bySet = new Map<string, Found[]>();
  for (const { step, found } of answers) {
    if (step.kind === 'policies') bySet.set(step.set, [...(bySet.get(step.set) ?? []), ...found]);
  }
  return bySet;
}
