/** IAM of one account: the account whose credentials the caller uses. Policies can be written, roles only looked at. */
import type { Call, Operations } from '../call';
import { iamId } from '../stable-id';
import { addPolicy, nextNumber, type Policy, type PolicyVersion, policyArn } from '../state';
import { AwsError, noSuchEntity } from '../wire/aws-error';
import { type Fields, optionalText, tagList, tags, text, texts } from '../wire/fields';
import { page } from './iam-page';
import { attachedPolicyArns, boundaryArn, roles } from './iam-roles';
import { isPolicyDocument } from './sso-admin/policies';

export const iam: Operations = {
  ListPolicies: (call) => page(call, 'Policies', listed(call), summary(call)),
  GetPolicy: (call) => {
    const policy = demandPolicy(call);
    return { Policy: { ...summary(call)(policy), Description: policy.description, Tags: tagList(policy.tags) } };
  },
  GetPolicyVersion: (call) => ({ PolicyVersion: version(demandVersion(call)) }),
  ListPolicyVersions: (call) => page(call, 'Versions', demandPolicy(call).versions, versionSummary),
  ListPolicyTags: (call) => page(call, 'Tags', tagList(demandPolicy(call).tags), (tag) => tag),
  CreatePolicy: create,
  CreatePolicyVersion: createVersion,
  DeletePolicyVersion: deleteVersion,
  DeletePolicy: remove,
  TagPolicy: (call) => retag(call, (known) => new Map([...known, ...tags(call.input, 'Tags')])),
  UntagPolicy: (call) => {
    const gone = texts(call.input, 'TagKeys');
    return retag(call, (known) => new Map([...known].filter(([key]) => !gone.includes(key))));
  },
  GetAccountSummary: (call) => ({
    SummaryMap: { Policies: policiesOf(call).length, Roles: roles(call.world, call.caller.account).length },
  }),
  ListAccountAliases: () => ({ AccountAliases: [], IsTruncated: false }),
};

const policiesOf = ({ world, caller }: Call): readonly Policy[] => [
  ...(world.policies.get(caller.account)?.values() ?? []),
];

/** Only customer managed policies exist here; AWS's own are not this project's to list. */
function listed(call: Call): readonly Policy[] {
  if (optionalText(call.input, 'Scope') === 'AWS') return [];
  const prefix = optionalText(call.input, 'PathPrefix') ?? '/';
  const onlyAttached = call.input.OnlyAttached === true;
  return policiesOf(call).filter((it) => it.path.startsWith(prefix) && (!onlyAttached || attachments(call, it) > 0));
}

const summary =
  (call: Call) =>
  (it: Policy): Fields => ({
    PolicyName: it.name,
    PolicyId: it.id,
    Arn: it.arn,
    Path: it.path,
    DefaultVersionId: it.versions.find((each) => each.isDefault)?.id,
    AttachmentCount: attachments(call, it),
    PermissionsBoundaryUsageCount: boundaryUses(call, it),
    IsAttachable: true,
    CreateDate: new Date(it.createdAt),
    UpdateDate: new Date(it.versions.at(-1)?.createdAt ?? it.createdAt),
  });

const attachments = ({ world, caller }: Call, { arn }: Policy): number =>
  roles(world, caller.account).filter((role) => attachedPolicyArns(role, caller.account).includes(arn)).length;

const boundaryUses = ({ world, caller }: Call, { arn }: Policy): number =>
  roles(world, caller.account).filter((role) => boundaryArn(role, caller.account) === arn).length;

const versionSummary = (it: PolicyVersion): Fields => ({
  VersionId: it.id,
  IsDefaultVersion: it.isDefault,
  CreateDate: new Date(it.createdAt),
});

/** Documents travel URL-encoded. */
const version = (it: PolicyVersion): Fields => ({ ...versionSummary(it), Document: encodeURIComponent(it.document) });

function demandPolicy(call: Call): Policy {
  const arn = text(call.input, 'PolicyArn');
  const found = call.world.policies.get(call.caller.account)?.get(arn);
  if (found === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  return found;
}

function demandVersion(call: Call): PolicyVersion {
  const id = text(call.input, 'VersionId');
  const found = demandPolicy(call).versions.find((each) => each.id === id);
  if (found === undefined) throw noSuchEntity(`Policy ${text(call.input, 'PolicyArn')} version ${id} does not exist.`);
  return found;
}

function demandDocument({ input }: Call): string {
  const document = text(input, 'PolicyDocument');
  if (!isPolicyDocument(document)) throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
  return document;
}

/** Names are unique without regard to case, though every reference to them is matched with it. */
function create(call: Call): Fields {
  const name = text(call.input, 'PolicyName');
  const path = optionalText(call.input, 'Path') ?? '/';
  if (policiesOf(call).some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw new AwsError(
      'EntityAlreadyExists',
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
      409,
    );
  const { account } = call.caller;
  const createdAt = call.world.clock.now();
  const made: Policy = {
    name,
    path,
    arn: policyArn(account, { name, path }),
    id: iamId('ANPA', account, name, nextNumber(call.world)),
    description: optionalText(call.input, 'Description'),
    versions: [{ id: 'v1', document: demandDocument(call), isDefault: true, createdAt }],
    tags: new Map(tags(call.input, 'Tags')),
    createdAt,
  };
  addPolicy(call.world, account, made);
  return { Policy: { ...summary(call)(made), Tags: tagList(made.tags) } };
}

function createVersion(call: Call): Fields {
  const policy = demandPolicy(call);
  if (policy.versions.length >= 5)
    throw new AwsError('LimitExceeded', 'A managed policy can have up to 5 versions.', 409);
  const isDefault = call.input.SetAsDefault === true;
  const number = Math.max(...policy.versions.map((each) => Number(each.id.slice(1)))) + 1;
  const made = { id: `v${number}`, document: demandDocument(call), isDefault, createdAt: call.world.clock.now() };
  const older = policy.versions.map((each) => (isDefault ? { ...each, isDefault: false } : each));
  addPolicy(call.world, call.caller.account, { ...policy, versions: [...older, made] });
  return { PolicyVersion: versionSummary(made) };
}

function deleteVersion(call: Call): Fields {
  const gone = demandVersion(call);
  if (gone.isDefault) throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.', 409);
  const policy = demandPolicy(call);
  addPolicy(call.world, call.caller.account, {
    ...policy,
    versions: policy.versions.filter((it) => it.id !== gone.id),
  });
  return {};
}

/** The role of a permission set holds on to its policies; IAM refuses until the set lets go and is provisioned. */
function remove(call: Call): Fields {
  const policy = demandPolicy(call);
  if (attachments(call, policy) > 0 || boundaryUses(call, policy) > 0)
    throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
  if (policy.versions.length > 1)
    throw new AwsError('DeleteConflict', 'This policy has more than one version. Delete the others first.', 409);
  call.world.policies.get(call.caller.account)?.delete(policy.arn);
  return {};
}

function retag(call: Call, to: (known: ReadonlyMap<string, string>) => ReadonlyMap<string, string>): Fields {
  const policy = demandPolicy(call);
  addPolicy(call.world, call.caller.account, { ...policy, tags: to(policy.tags) });
  return {};
}
