/** Why a listing may be short: unknown collections of resources, and modules whose code is not here. */
import { type Unknown, unknown } from '../base';
import type * as evaluation from '../eval';
import type { GapKind, PartGap } from './part';

export function readGaps(root: evaluation.EvaluatedRoot): readonly PartGap[] {
  return [...root.instances.flatMap(gapOfInstance), ...root.unknownModules.flatMap(gapsOfModule)];
}

const kinds: Readonly<Record<string, GapKind>> = {
  aws_ssoadmin_permission_set: 'permission-sets',
  aws_identitystore_group: 'groups',
  aws_identitystore_user: 'users',
  aws_organizations_account: 'accounts',
  aws_iam_policy: 'policies',
  aws_ssoadmin_account_assignment: 'assignments',
};

function gapOfInstance(instance: evaluation.ResourceInstance): readonly PartGap[] {
  const of = instance.mode === 'managed' ? kinds[instance.type] : undefined;
  if (!of || instance.unknownExpansion === undefined) return [];
  return [{ of, because: unknown(`${instance.address}: ${instance.unknownExpansion}`, instance.origin) }];
}

/** The collection `terraform-aws-modules` holds IAM modules among others, and none for Identity Center. */
function gapsOfModule(module: evaluation.UnknownModule): readonly PartGap[] {
  const because: Unknown = unknown(`${module.address}: ${module.because}`, module.origin);
  const isPlain = /(^|\/)terraform-aws-modules\//.test(module.source);
  const of: readonly GapKind[] = isPlain ? ['policies'] : [...new Set(Object.values(kinds))];
  return of.map((kind) => ({ of: kind, because }));
}
