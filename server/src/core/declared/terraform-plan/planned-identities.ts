/** Ids and ARNs that the plan knows, as the resources they are of: `9067…` is the group called analysts. */
import { rowOf } from '../../base';
import * as evaluation from '../../eval';
import { type JsonObject, listIn, textIn } from './json';
import type { Plan, PlannedResource } from './plan';
import { referenceArguments } from './planned-references';

/** By id or ARN; what the code makes comes before what it looks up. */
export type Identities = ReadonlyMap<string, Identified>;

export type Identified = { readonly symbol: evaluation.Symbol; readonly resource: PlannedResource };

export function identitiesIn({ resources }: Plan): Identities {
  const identities = new Map<string, Identified>();
  const made = resources.filter((it) => it.mode === 'managed');
  const lookedUp = resources.filter((it) => it.mode === 'data');
  for (const resource of [...made, ...lookedUp, ...lookedUp.flatMap(listed)]) {
    const attribute = rowOf(idAttributes, resource.type);
    const id = attribute === undefined ? undefined : textIn(resource.values, attribute);
    if (id === undefined || attribute === undefined || identities.has(id)) continue;
    identities.set(id, { resource, symbol: { instance: resource.address, attribute: [attribute] } });
  }
  return identities;
}

const idAttributes: Readonly<Record<string, string>> = {
  ...referenceArguments.permission_set_arn,
  ...referenceArguments.principal_id,
};

/** `data.aws_identitystore_groups` and `_users` list everybody: each is as good as looked up alone. */
function listed(resource: PlannedResource): readonly PlannedResource[] {
  const list = rowOf(lists, resource.type);
  if (!list) return [];
  return listIn(resource.values, list.attribute).map((values, index) => {
    const address = `${resource.address}.${list.attribute}[${index}]`;
    return { ...resource, type: list.type, address, values: values as JsonObject };
  });
}

const lists: Readonly<Record<string, { readonly type: string; readonly attribute: string }>> = {
  aws_identitystore_groups: { type: 'aws_identitystore_group', attribute: 'groups' },
  aws_identitystore_users: { type: 'aws_identitystore_user', attribute: 'users' },
};

/** The value as the reference it came from; any other value as it is. */
export function asReference(identities: Identities, attribute: string, value: evaluation.Value): evaluation.Value {
  if (value.kind !== 'string') return value;
  const identified = identities.get(value.value);
  if (!identified || !rowOf(rowOf(referenceArguments, attribute) ?? {}, identified.resource.type)) return value;
  const { symbol } = identified;
  return { ...evaluation.unknownValue({ kind: 'planned-identity', address: symbol.instance }, value.origin), symbol };
}
