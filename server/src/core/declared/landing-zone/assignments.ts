/** `identityCenterAssignments`: every principal times every target account of each entry. */
import { isKnown, known, type Maybe, type Unknown, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { ZoneAccounts } from './accounts';
import { readTargets, type Target } from './targets';
import { type Config, itemsIn, labelOf, textIn, valueAt } from './values';

export function readAssignment(
  config: Config,
  node: yaml.Node,
  { accounts, organization }: Zone,
): readonly model.Assignment[] {
  const origin = { at: yaml.locationOf(config, node) };
  const name = textIn(config, valueAt(node, 'name'));
  const named = textIn(config, valueAt(node, 'permissionSetName'));
  const permissionSet = named ?? unknown({ kind: 'not-given', what: 'permissionSetName' }, origin);
  const entry: Entry = {
    address: `identityCenterAssignments.${labelOf(name)}`,
    permissionSet,
    organization,
    origin: name?.origin ?? origin,
  };
  const { targets, open } = readTargets(config, valueAt(node, 'deploymentTargets'), accounts);
  const noTargets = valueAt(node, 'deploymentTargets')
    ? []
    : [unknown({ kind: 'not-given', what: 'deploymentTargets' }, origin)];
  return readPrincipals(config, node).flatMap((principal) => [
    ...targets.map((target) => assignment(entry, principal, target)),
    ...[...open, ...noTargets].map((because) => wildcardAssignment(entry, principal, because)),
  ]);
}

export type Zone = { readonly accounts: ZoneAccounts; readonly organization: string };

type Entry = Pick<model.Assignment, 'address' | 'permissionSet' | 'organization' | 'origin'>;
type Principal = Pick<model.Assignment, 'principalType' | 'principal' | 'principalId' | 'wildcardBecause'>;

/** Where `principals` is given, the older `principalType` and `principalId` count for nothing. */
function readPrincipals(config: Config, node: yaml.Node): readonly Principal[] {
  const list = valueAt(node, 'principals');
  if (!list) return [principalById(config, node)];
  const { items, open } = itemsIn(config, list);
  return [...items.map((item) => readPrincipal(config, item)), ...open.map(anyPrincipal)];
}

function readPrincipal(config: Config, node: yaml.Node): Principal {
  const principal = textIn(config, valueAt(node, 'name'));
  const origin = { at: yaml.locationOf(config, node) };
  return {
    principalType: readType(config, valueAt(node, 'type'), node),
    principal: principal ?? unknown({ kind: 'nameless', what: 'principal' }, origin),
  };
}

function principalById(config: Config, node: yaml.Node): Principal {
  const id = textIn(config, valueAt(node, 'principalId'));
  const origin = id?.origin ?? { at: yaml.locationOf(config, node) };
  return {
    principalType: readType(config, valueAt(node, 'principalType'), node),
    principal: unknown({ kind: id ? 'principal-by-id' : 'principal-missing' }, origin),
    principalId: id && isKnown(id) ? id.value : undefined,
  };
}

function readType(config: Config, node: yaml.Node | undefined, parent: yaml.Node): Maybe<model.PrincipalType> {
  const type = textIn(config, node);
  if (!type) return unknown({ kind: 'principal-type-missing' }, { at: yaml.locationOf(config, parent) });
  if (!isKnown(type)) return type;
  if (type.value === 'USER' || type.value === 'GROUP') return known(type.value, type.origin);
  return unknown({ kind: 'invalid-principal-type', text: type.value }, type.origin);
}

function anyPrincipal(because: Unknown): Principal {
  return { principalType: because, principal: because, wildcardBecause: because.because };
}

function assignment(entry: Entry, principal: Principal, target: Target): model.Assignment {
  const parts = [`${labelOf(principal.principalType)} ${principalLabel(principal)}`, labelOf(target.accountName)];
  const writtenAt = target.accountName.origin;
  return { ...entry, ...principal, ...target, writtenAt, address: `${entry.address}[${parts.join(', ')}]` };
}

function wildcardAssignment(entry: Entry, principal: Principal, because: Unknown): model.Assignment {
  const address = `${entry.address}[${labelOf(principal.principalType)} ${principalLabel(principal)}, ?]`;
  return {
    ...entry,
    ...principal,
    address,
    account: because,
    writtenAt: because.origin,
    wildcardBecause: because.because,
  };
}

function principalLabel({ principal, principalId }: Principal): string {
  return isKnown(principal) ? principal.value : (principalId ?? '?');
}
