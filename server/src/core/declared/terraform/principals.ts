/** Groups and users that the code makes or looks up. */
import { isKnown, rememberEach } from '../../base';
import * as evaluation from '../../eval';
import type * as model from '../../model';
import { resourceOf } from './resources';
import { lookedUpPrincipal } from './symbols';
import { optionalText, requiredName, unknownFacts } from './values';

export type PrincipalsRead = {
  readonly principals: readonly model.Group[];
  readonly unknowns: readonly model.UnknownFact[];
};

type Kind = { readonly type: string; readonly name: string; readonly id: string };

export const groups: Kind = { type: 'aws_identitystore_group', name: 'display_name', id: 'group_id' };
export const users: Kind = { type: 'aws_identitystore_user', name: 'user_name', id: 'user_id' };

export function readPrincipals(root: evaluation.EvaluatedRoot, kind: Kind): PrincipalsRead {
  const own = root.instances.filter((it) => it.type === kind.type);
  const principals = own.map((instance) => ({
    ...(instance.mode === 'data' ? lookedUp(instance, kind) : declared(instance, kind)),
    isExported: exportedAddresses(root).has(instance.address),
    wildcardBecause: instance.unknownExpansion,
    resource: resourceOf(root, instance),
  }));
  const unknowns = own.flatMap((instance, index) => unknownFacts(instance, { [kind.name]: principals[index]?.name }));
  return { principals, unknowns };
}

/** Addresses of what the root's outputs hold something of. */
const exportedAddresses = rememberEach(
  (root: evaluation.EvaluatedRoot): ReadonlySet<string> =>
    new Set([...root.outputs.values()].flatMap((value) => [...referencedAddresses(value)])),
);

/** Addresses of the resources that a value holds something of. */
function* referencedAddresses(value: evaluation.Value): Generator<string> {
  for (const part of evaluation.valuesIn(value)) {
    if (part.kind === 'unknown' && part.symbol) yield part.symbol.instance;
  }
}

function declared(instance: evaluation.ResourceInstance, { name }: Kind): model.Group {
  const { address, origin } = instance;
  return { name: requiredName(instance, name), presence: 'declared', address, origin };
}

function lookedUp(instance: evaluation.ResourceInstance, { id }: Kind): model.Group {
  const { address, origin } = instance;
  const literal = optionalText(instance, id);
  const known = literal && isKnown(literal) ? literal.value : undefined;
  return { name: lookedUpPrincipal(instance).name, presence: 'looked-up', address, origin, id: known };
}
