/** Why a listing may be short: unknown collections of resources, templates, and modules whose code is not here. */
import { isKnown, rowOf, type Unknown, unknown } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import type { GapKind, PartGap } from '../part';
import { moduleBlock } from './resources';
import { optionalText } from './values';

export function readGaps(root: evaluation.EvaluatedRoot): readonly PartGap[] {
  const ofModules = root.unknownModules.flatMap((module) => gapsOfModule(module, moduleBlock(root, module)));
  return [...root.instances.flatMap(gapOfInstance), ...root.instances.flatMap(gapOfTemplate), ...ofModules];
}

/** Modules whose code is here and that are too many to follow. */
export function unfollowedModules(root: evaluation.EvaluatedRoot): readonly model.UnknownFact[] {
  return root.unknownModules.flatMap(({ address, because, origin }) =>
    because.kind === 'too-many-modules' ? [{ address, attribute: 'source', because, origin }] : [],
  );
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
  const of = instance.mode === 'managed' ? rowOf(kinds, instance.type) : undefined;
  if (!of || of === 'assignments' || instance.unknownExpansion === undefined) return [];
  const { address, unknownExpansion: because, origin } = instance;
  return [{ of, because: unknown({ kind: 'open-address', address, because }, origin) }];
}

/** What CloudFormation makes is not read; a template that is known to make no policy hides none. */
function gapOfTemplate(instance: evaluation.ResourceInstance): readonly PartGap[] {
  if (instance.mode !== 'managed' || !/^aws_cloudformation_stack(_set)?$/.test(instance.type)) return [];
  const template = optionalText(instance, 'template_body');
  if (template && isKnown(template) && !mayMakePolicies.test(template.value)) return [];
  return [
    {
      of: 'policies',
      because: unknown({ kind: 'template-may-make-policies', address: instance.address }, instance.origin),
    },
  ];
}

/** By itself, or by what it includes. */
const mayMakePolicies = /AWS::IAM::ManagedPolicy|AWS::CloudFormation::(Stack|Macro)|Transform/;

function gapsOfModule(module: evaluation.UnknownModule, resource: model.Resource | undefined): readonly PartGap[] {
  const because = openModule(module);
  return kindsIn(module.source).map((of) => ({ of, because, resource }));
}

/** Whether the code that is not here may be about Identity Center. */
export function mayMakeAccess({ source }: evaluation.UnknownModule): boolean {
  return kindsIn(source).includes('permission-sets');
}

/**
 * A registry address ends with the provider a module is for (Terraform documentation, "Module Sources"). The collection
 * `terraform-aws-modules` holds IAM modules among others, and none for Identity Center.
 */
function kindsIn(source: string): readonly GapKind[] {
  const provider = /^(?:[\w.-]+\.[\w.-]+\/)?[\w-]+\/[\w-]+\/([\w-]+)(?:\/\/.*)?$/.exec(source)?.[1];
  if (provider !== undefined && !/^aws(cc)?$/.test(provider) && !source.startsWith('github.com/')) return [];
  return /(^|\/)terraform-aws-modules\//.test(source) ? ['policies'] : [...new Set(Object.values(kinds))];
}

/** Why what a module makes is open. */
export function openModule({ address, because, origin }: evaluation.UnknownModule): Unknown {
  return unknown({ kind: 'open-address', address, because }, origin);
}
