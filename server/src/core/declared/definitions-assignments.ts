/** `group_assignments:` and `user_assignments:`: every account times every permission set of each entry. */
import { isKnown, type Known, known, type Maybe, type Unknown, unknown } from '../base';
import type * as model from '../model';
import * as yaml from '../syntax/yaml';
import { type AccountNames, type AccountReference, readReference } from './definitions-accounts';

type Kind = { readonly type: model.PrincipalType; readonly names: AccountNames };

const entryKeys = ['account_ids', 'permission_set', 'permission_sets'] as const;

export function readAssignments(reading: yaml.Reading, node: yaml.Node, kind: Kind): readonly model.Assignment[] {
  const section = kind.type === 'GROUP' ? 'group_assignments' : 'user_assignments';
  return yaml.readFields(reading, node, section).flatMap(({ name, key, value }) => {
    const principal = known(name, { at: yaml.locationOf(reading, key) });
    const owner: Owner = { ...kind, principal, address: `${section}.${name}`, key };
    if (value.kind !== 'sequence') return readEntry(reading, value, owner);
    return value.items.flatMap((item) => readEntry(reading, item, { ...owner, key: firstKey(item) }));
  });
}

/** `key` is where a problem about the whole entry stands. */
type Owner = Kind & { readonly principal: Known<string>; readonly address: string; readonly key: yaml.Node };

function firstKey(node: yaml.Node): yaml.Node {
  return (node.kind === 'mapping' ? node.entries[0]?.key : undefined) ?? node;
}

/** What is missing or broken is unknown rather than nothing: the entry may still grant what the rest of it says. */
function readEntry(reading: yaml.Reading, node: yaml.Node, owner: Owner): readonly model.Assignment[] {
  const fields = yaml.readKnownFields(reading, node, { what: 'an assignment', names: entryKeys });
  const accounts = readAccountReferences(reading, fields, owner);
  const sets = readSets(reading, fields, owner);
  const isBySet = accounts.length === 1 && sets.length > 1;
  return accounts.flatMap((reference) =>
    sets.map((set) => {
      const writtenAt = isBySet ? set.origin : (reference.name ?? reference.account).origin;
      return { ...assignment(owner, reference, set), writtenAt };
    }),
  );
}

type Fields = ReadonlyMap<string, yaml.Field>;

function readAccountReferences(reading: yaml.Reading, fields: Fields, owner: Owner): readonly AccountReference[] {
  const field = fields.get('account_ids');
  if (!field) return [{ account: missing(reading, owner, 'account_ids'), name: undefined }];
  return readList(reading, field).map((scalar) => readReference(reading, scalar, owner.names));
}

function readSets(reading: yaml.Reading, fields: Fields, owner: Owner): readonly Maybe<string>[] {
  const one = fields.get('permission_set');
  const many = fields.get('permission_sets');
  if (!one && !many) return [missing(reading, owner, 'permission_set or permission_sets')];
  const written = [one, many].flatMap((field) => (field ? readList(reading, field) : []));
  return written.map((scalar) => yaml.textOf(reading, scalar));
}

function missing(reading: yaml.Reading, { key }: Owner, what: string): Unknown {
  yaml.addProblem(reading, key, `an assignment needs ${what}`);
  return unknown(`${what} is not given`, { at: yaml.locationOf(reading, key) });
}

/** A single text stands for a list of one. */
function readList(reading: yaml.Reading, { name, value }: yaml.Field): readonly yaml.Scalar[] {
  const items = value.kind === 'scalar' && !yaml.isNull(value) ? [value] : yaml.readItems(reading, value, name);
  return items.flatMap((item) => yaml.readScalar(reading, item, `each of ${name}`) ?? []);
}

function assignment(
  owner: Owner,
  { account, name, address }: AccountReference,
  permissionSet: Maybe<string>,
): model.Assignment {
  const origin = account.origin;
  const pair = [account, permissionSet].map((it) => (isKnown(it) ? it.value : '?')).join(', ');
  return {
    principalType: known(owner.type, owner.principal.origin),
    principal: owner.principal,
    account,
    accountName: name,
    accountRef: address,
    permissionSet,
    address: `${owner.address}[${pair}]`,
    origin,
  };
}
