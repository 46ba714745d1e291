/** Members that the code puts into groups, and applications that it gives to them. */
import { isKnown, rowOf } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import { resourceOf } from './resources';
import { principalOf } from './symbols';
import { optionalText } from './values';

type Kind = Pick<model.GroupUse, 'what'> & { readonly argument: string };

const kinds: Readonly<Record<string, Kind>> = {
  aws_identitystore_group_membership: { what: 'members', argument: 'group_id' },
  aws_ssoadmin_application_assignment: { what: 'application', argument: 'principal_id' },
};

export function readGroupUses(root: evaluation.EvaluatedRoot): readonly model.GroupUse[] {
  return root.instances.flatMap((instance) => {
    const kind = instance.mode === 'managed' ? rowOf(kinds, instance.type) : undefined;
    if (!kind || isForUser(instance)) return [];
    const { name: group, literal } = principalOf(root, instance.attributes.get(kind.argument));
    const resource = literal === undefined ? resourceOf(root, instance) : undefined;
    return [{ what: kind.what, group, resource }];
  });
}

function isForUser(instance: evaluation.ResourceInstance): boolean {
  const type = optionalText(instance, 'principal_type');
  return type !== undefined && isKnown(type) && type.value === 'USER';
}
