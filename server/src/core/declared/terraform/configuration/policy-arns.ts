/** Where the code uses the ARN of a policy that it makes: what it will be is not known, whose it is is. */
import type * as evaluation from '../../../eval';
import type * as model from '../../../model';
import { fieldIn, itemsIn } from '../values';

/** The address of the policy. Its `id` is its ARN, too (`aws_iam_policy` in the provider's documentation). */
export function policyWithArn(value: evaluation.Value | undefined): string | undefined {
  const symbol = value?.kind === 'unknown' ? value.symbol : undefined;
  if (!symbol || !['arn', 'id'].includes(symbol.attribute.join('.'))) return undefined;
  return /(^|\.)aws_iam_policy\.[^.]+$/.test(symbol.instance) ? symbol.instance : undefined;
}

/** Where the ARN of an AWS managed policy belongs. A policy that is looked up may be one of those. */
export function misplacedArnsIn(root: evaluation.EvaluatedRoot): readonly model.MisplacedArn[] {
  return root.instances.flatMap(managedArnsOf).flatMap((value) => {
    const policy = policyWithArn(value);
    if (policy === undefined || root.byAddress.get(policy)?.mode !== 'managed') return [];
    return [{ policy, origin: value.origin }];
  });
}

function managedArnsOf({ mode, type, attributes }: evaluation.ResourceInstance): readonly evaluation.Value[] {
  if (mode !== 'managed' || !/^aws_ssoadmin_/.test(type)) return [];
  const boundary = itemsIn(attributes.get('permissions_boundary'))[0];
  const single = [attributes.get('managed_policy_arn'), fieldIn(boundary, 'managed_policy_arn')];
  return [...single, ...itemsIn(attributes.get('managed_policy_arns'))].flatMap((it) => it ?? []);
}
