/** The live permission sets, with whatever is attached to them. */
import * as model from '../../model';
import type { Answer, Found, PolicyKind } from '../questions/answer';
import { foundOf } from '../questions/found';
import { operationOf } from '../questions/operation';
import type { StageName } from '../questions/stages';
import { apiOrigin, knownFrom, unknownFrom } from './api-origin';
import { byName, inOrder } from './order';
import { reasonsOfList } from './reasons';

export function permissionSets(
  answers: readonly Answer[],
  done: readonly StageName[],
): model.Listing<model.PermissionSet> {
  const details = new Map(foundOf(answers, 'set-details').map((it) => [it.set, it]));
  const policies = policiesBySet(answers);
  const short = new Set(answers.flatMap(({ step, gap }) => (gap && step.kind === 'policies' ? [step.set] : [])));
  const sets = foundOf(answers, 'set').map(({ set }) =>
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
  const describe = operationOf({ kind: 'permission-set', set: arn });
  return {
    name: details ? knownFrom(describe, details.name) : unknownFrom(describe, { kind: 'not-described', id: arn }),
    presence: 'declared',
    address: arn,
    origin: apiOrigin(operationOf({ kind: 'permission-sets' })),
    sessionDuration: details?.sessionDuration ? knownFrom(describe, details.sessionDuration) : undefined,
    ...(details?.relayState && { relayState: knownFrom(describe, details.relayState) }),
    description: details?.description ? knownFrom(describe, details.description) : undefined,
    ...attached(arn, found),
    policiesComplete,
    arn,
  };
}

type Attached = Pick<
  model.PermissionSet,
  'managedPolicies' | 'customerManagedPolicies' | 'permissionsBoundary' | 'inlinePolicy'
>;

function attached(set: string, found: readonly Found[]): Attached {
  const by = (of: PolicyKind) => operationOf({ kind: 'policies', set, of });
  const inline = found.find((it) => it.kind === 'inline-policy');
  return {
    managedPolicies: inOrder(
      found.flatMap((it) => (it.kind === 'managed-policy' ? [knownFrom(by('managed'), it.arn)] : [])),
      ({ value }) => [value],
    ),
    customerManagedPolicies: inOrder(found.flatMap(customerPolicy), ({ path, name }) => [path, name]).map((it) =>
      policyReference(it, by('customer-managed')),
    ),
    permissionsBoundary: found.flatMap((it) => boundary(it, by('boundary')))[0],
    inlinePolicy: inline ? knownFrom(by('inline'), inline.document) : undefined,
  };
}

function boundary(found: Found, operation: string): readonly model.Boundary[] {
  if (found.kind === 'aws-boundary') return [{ kind: 'aws-managed', arn: knownFrom(operation, found.arn) }];
  if (found.kind !== 'customer-boundary') return [];
  return [{ kind: 'customer-managed', reference: policyReference(found, operation) }];
}

function customerPolicy(found: Found) {
  return found.kind === 'customer-policy' ? [found] : [];
}

export function policyReference(
  { name, path }: { readonly name: string; readonly path: string },
  operation: string,
): model.PolicyReference {
  return { name: knownFrom(operation, name), path: knownFrom(operation, path), origin: apiOrigin(operation) };
}

function policiesBySet(answers: readonly Answer[]): ReadonlyMap<string, readonly Found[]> {
  const bySet = new Map<string, Found[]>();
  for (const { step, found } of answers) {
    if (step.kind === 'policies') bySet.set(step.set, [...(bySet.get(step.set) ?? []), ...found]);
  }
  return bySet;
}
