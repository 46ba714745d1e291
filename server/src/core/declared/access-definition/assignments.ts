/** `group_assignments:` and `user_assignments:`: every account times every permission set of each entry. */
import { isKnown, type Known, known, type Maybe, type Origin, rememberEach, type Unknown, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { AccountNames } from '../part';
import { isAccountName, readId, resolveAccount } from './accounts';

/** As one file says it: its account may be a name that another file, or another format, declares. */
export type WrittenAssignment = {
  readonly owner: Pick<Owner, 'type' | 'principal' | 'address'>;
  readonly account: Maybe<string>;
  readonly permissionSet: Maybe<string>;
  /** The account of a list, or the permission set where the list is one of sets. */
  readonly writtenAt: Origin;
};

/** What needs no name is the same object for as long as its file is, whatever names there are. */
export function resolveAssignment(written: WrittenAssignment, names: AccountNames): model.Assignment {
  return isAccountName(written.account) ? assignment(written, names) : withId(written);
}

const withId = rememberEach((written: WrittenAssignment) => assignment(written, new Map()));

const entryKeys = ['account_ids', 'permission_set', 'permission_sets'] as const;

export function readAssignments(
  reading: yaml.Reading,
  node: yaml.Node,
  type: model.PrincipalType,
): readonly WrittenAssignment[] {
  const section = type === 'GROUP' ? 'group_assignments' : 'user_assignments';
  return yaml.readFields(reading, node, { kind: 'key', name: section }).flatMap(({ name, key, value }) => {
    const principal = known(name, { at: yaml.locationOf(reading, key) });
    const owner: Owner = { type, principal, address: `${section}.${name}`, key };
    if (value.kind !== 'sequence') return readEntry(reading, value, owner);
    return value.items.flatMap((item) => readEntry(reading, item, { ...owner, key: firstKey(item) }));
  });
}

/** `key` is where a problem about the whole entry stands. */
type Owner = {
  readonly type: model.PrincipalType;
  readonly principal: Known<string>;
  readonly address: string;
  readonly key: yaml.Node;
};

function firstKey(node: yaml.Node): yaml.Node {
  return (node.kind === 'mapping' ? node.entries[0]?.key : undefined) ?? node;
}

/** What is missing or broken is unknown rather than nothing: the entry may still grant what the rest of it says. */
function readEntry(reading: yaml.Reading, node: yaml.Node, owner: Owner): readonly WrittenAssignment[] {
  const fields = yaml.readKnownFields(reading, node, { part: { kind: 'assignment' }, names: entryKeys });
  const accounts = readAccountIds(reading, fields, owner);
  const sets = readSets(reading, fields, owner);
  const isBySet = accounts.length === 1 && sets.length > 1;
  return accounts.flatMap((account) =>
    sets.map((permissionSet) => {
      const writtenAt = isBySet ? permissionSet.origin : account.origin;
      return { owner, account, permissionSet, writtenAt };
    }),
  );
}

type Fields = ReadonlyMap<string, yaml.Field>;

function readAccountIds(reading: yaml.Reading, fields: Fields, owner: Owner): readonly Maybe<string>[] {
  const field = fields.get('account_ids');
  if (!field) return [missing(reading, owner, ['account_ids'])];
  return readList(reading, field).map((scalar) => readId(reading, scalar));
}

function readSets(reading: yaml.Reading, fields: Fields, owner: Owner): readonly Maybe<string>[] {
  const one = fields.get('permission_set');
  const many = fields.get('permission_sets');
  if (!one && !many) return [missing(reading, owner, ['permission_set', 'permission_sets'])];
  const written = [one, many].flatMap((field) => (field ? readList(reading, field) : []));
  return written.map((scalar) => yaml.textOf(reading, scalar));
}

function missing(reading: yaml.Reading, { key }: Owner, keys: readonly string[]): Unknown {
  yaml.addProblem(reading, key, { kind: 'assignment-without', keys });
  return unknown({ kind: 'none-given', keys }, { at: yaml.locationOf(reading, key) });
}

/** A single text stands for a list of one. */
function readList(reading: yaml.Reading, { name, value }: yaml.Field): readonly yaml.Scalar[] {
  const items =
    value.kind === 'scalar' && !yaml.isNull(value) ? [value] : yaml.readItems(reading, value, { kind: 'key', name });
  return items.flatMap((item) => yaml.readScalar(reading, item, { kind: 'each', name }) ?? []);
}

function assignment(written: WrittenAssignment, names: AccountNames): model.Assignment {
  const { owner, permissionSet, writtenAt } = written;
  const { account, name, address } = resolveAccount(written.account, names);
  const pair = [account, permissionSet].map((it) => (isKnown(it) ? it.value : '?')).join(', ');
  return {
    principalType: known(owner.type, owner.principal.origin),
    principal: owner.principal,
    account,
    accountName: name,
    accountRef: address,
    permissionSet,
    address: `${owner.address}[${pair}]`,
    origin: account.origin,
    writtenAt: writtenAt.at === account.origin.at ? account.origin : writtenAt,
  };
}
