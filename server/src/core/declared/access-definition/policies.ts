/** `policies:` of an access definition: customer managed policies that exist in accounts, whoever makes them there. */
import { known, type Maybe, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { AccountNames } from '../part';
import { readId, resolveAccount } from './accounts';

export const policyKeys = ['path', 'accounts', 'description'] as const;

/** As one file says it: its account may be a name that another file, or another format, declares. */
export type WrittenPolicy = model.Policy;

export function resolvePolicy(written: WrittenPolicy, names: AccountNames): model.Policy {
  const { account, name } = resolveAccount(written.account, names);
  return { ...written, account, accountName: name };
}

/** A policy that says no accounts exists somewhere, and nobody knows where. */
export function readPolicies(reading: yaml.Reading, node: yaml.Node): readonly WrittenPolicy[] {
  return yaml.readFields(reading, node, { kind: 'key', name: 'policies' }).flatMap(({ name, key, value }) => {
    const origin = { at: yaml.locationOf(reading, key) };
    const fields = yaml.readKnownFields(reading, value, { part: { kind: 'policy' }, names: policyKeys });
    const path = readPath(reading, fields.get('path')?.value) ?? known('/', origin);
    const listed = readAccounts(reading, fields.get('accounts')?.value);
    const policy = { name: known(name, origin), path, address: `policies.${name}`, origin };
    const accounts = listed.length > 0 ? listed : [unknown({ kind: 'policy-without-accounts' }, origin)];
    return accounts.map((account) => ({ ...policy, account }));
  });
}

function readPath(reading: yaml.Reading, node: yaml.Node | undefined): Maybe<string> | undefined {
  const scalar = node && !yaml.isNull(node) ? yaml.readScalar(reading, node, { kind: 'path' }) : undefined;
  return scalar && yaml.textOf(reading, scalar);
}

function readAccounts(reading: yaml.Reading, node: yaml.Node | undefined): readonly Maybe<string>[] {
  if (!node) return [];
  const scalars = yaml.readItems(reading, node, { kind: 'key', name: 'accounts' }).flatMap((item) => {
    return yaml.readScalar(reading, item, { kind: 'each', name: 'accounts' }) ?? [];
  });
  return scalars.map((scalar) => readId(reading, scalar));
}
