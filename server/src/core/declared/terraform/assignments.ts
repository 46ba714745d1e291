/** Account assignments: who, where, with which set, as far as values or symbols tell. */
import { isKnown, type Maybe, type Origin, rememberEach, unknown } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import { type Reading, targetOf } from './accounts';
import { ignoredChanges } from './lifecycle';
import { resourceOf } from './resources';
import { permissionSetOf, principalOf } from './symbols';
import { partsOf } from './text-parts';
import { expansionFacts, isRefused, requiredText, unknownFacts } from './values';
import { writtenAt } from './written-at';

export type AssignmentsRead = {
  readonly assignments: readonly model.Assignment[];
  readonly unknowns: readonly model.UnknownFact[];
};

export function readAssignments(reading: Reading): AssignmentsRead {
  const own = reading.root.instances.filter(
    (it) => it.mode === 'managed' && it.type === 'aws_ssoadmin_account_assignment',
  );
  const findEntry = entryFinder(reading.root);
  const assignments = own.map((instance) => assignmentOf(reading, instance, findEntry));
  const unknowns = own.flatMap((instance, index) => {
    const assignment = assignments[index];
    return assignment ? [...expansionFacts(instance), ...factsOf(instance, assignment)] : [];
  });
  return { assignments, unknowns };
}

type FindEntry = (it: model.Assignment) => Origin;

/** One for a root: few of many thousands are ever looked at while somebody types. */
function entryFinder({ sources, byAddress }: evaluation.EvaluatedRoot): FindEntry {
  const partAt = partsOf(sources);
  return rememberEach((it: model.Assignment) => {
    const instance = byAddress.get(it.address);
    const [account, permissionSet, principal] = [it.account.origin, it.permissionSet.origin, it.principal.origin];
    return instance ? writtenAt(partAt, instance, { account, permissionSet, principal }) : it.origin;
  });
}

function assignmentOf(reading: Reading, instance: evaluation.ResourceInstance, findEntry: FindEntry): model.Assignment {
  const set = permissionSetOf(reading.root, instance.attributes.get('permission_set_arn'));
  const principal = principalOf(reading.root, instance.attributes.get('principal_id'));
  const target = targetOf(reading, instance.attributes.get('target_id'));
  return {
    principalType: principalType(requiredText(instance, 'principal_type')),
    principal: principal.name,
    account: target.account,
    permissionSet: set.name,
    address: instance.address,
    origin: instance.origin,
    findEntry,
    principalId: principal.literal,
    accountRef: target.accountRef,
    permissionSetArn: set.literal,
    missing: {
      permissionSet: missingIn(reading.root, instance, 'permission_set_arn'),
      principal: missingIn(reading.root, instance, 'principal_id'),
    },
    refused: {
      permissionSet: isRefused(instance.attributes.get('permission_set_arn')),
      principal: isRefused(instance.attributes.get('principal_id')),
    },
    wildcardBecause: instance.unknownExpansion,
    resource: resourceOf(reading.root, instance),
    ignoredChanges: ignoredChanges(instance),
  };
}

const askedFor: Readonly<Record<string, readonly string[]>> = {
  permission_set_arn: ['aws_ssoadmin_permission_set'],
  principal_id: ['aws_identitystore_group', 'aws_identitystore_user'],
};

/** A key that a complete collection of sets, groups or users lacks is certainly a wrong one. */
export function missingIn(
  root: evaluation.EvaluatedRoot,
  instance: evaluation.ResourceInstance,
  attribute: string,
): model.MissingKey | undefined {
  const value = instance.attributes.get(attribute);
  const missing = value?.kind === 'unknown' ? value.missing : undefined;
  const sibling = missing?.existingInstance && root.byAddress.get(missing.existingInstance.instance);
  if (!missing || !sibling || !askedFor[attribute]?.includes(sibling.type)) return undefined;
  return { key: { value: missing.key.value, origin: missing.key.origin }, keys: missing.keys };
}

function principalType(written: Maybe<string>): Maybe<model.PrincipalType> {
  if (!isKnown(written)) return written;
  const { value, origin } = written;
  return value === 'GROUP' || value === 'USER'
    ? { value, origin }
    : unknown({ kind: 'unknown-principal-type', text: value }, origin);
}

/** A literal id and a symbol say which thing is meant, and yet its name is not known. */
function factsOf(instance: evaluation.ResourceInstance, it: model.Assignment): readonly model.UnknownFact[] {
  return unknownFacts(instance, {
    principal_type: it.principalType,
    principal_id: it.principal,
    target_id: it.account,
    permission_set_arn: it.permissionSet,
  });
}
