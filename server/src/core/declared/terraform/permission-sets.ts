/** Permission sets, and what separate resources attach to them. */
import { isKnown, type Known, type Maybe, type Unknown, unknown } from '../../base';
import * as evaluation from '../../eval';
import * as model from '../../model';
import { attachmentOf } from './attachments';
import { policyWithArn } from './configuration/policy-arns';
import { mayMakeAccess, openModule } from './gaps';
import { moduleBlock, resourceOf } from './resources';
import { permissionSetOf } from './symbols';
import {
  blockIn,
  fieldIn,
  isRefused,
  itemsIn,
  optionalText,
  requiredName,
  requiredText,
  textIn,
  unknownFacts,
} from './values';

export type PermissionSetsRead = {
  readonly permissionSets: readonly model.PermissionSet[];
  readonly unresolvedPolicies: model.UnresolvedPolicies;
  readonly unknowns: readonly model.UnknownFact[];
};

export function readPermissionSets(root: evaluation.EvaluatedRoot): PermissionSetsRead {
  const unknowns: model.UnknownFact[] = [];
  const sets = root.instances.filter((it) => it.type === 'aws_ssoadmin_permission_set');
  const attached = attachments(root, unknowns);
  const permissionSets = sets.map((instance) => permissionSet(root, instance, attached));
  for (const [index, instance] of sets.entries()) {
    const { name, sessionDuration } = permissionSets[index] ?? {};
    unknowns.push(...unknownFacts(instance, { name, session_duration: sessionDuration }));
  }
  return { permissionSets, unresolvedPolicies: unresolvedPoliciesIn(attached.unresolvedContents), unknowns };
}

export type Attachment = { readonly instance: evaluation.ResourceInstance; readonly content: Content };

export type Content = {
  readonly managed?: readonly Maybe<string>[];
  readonly customer?: readonly model.PolicyReference[];
  readonly boundary?: model.Boundary;
  readonly inline?: Maybe<string>;
  readonly inlineTexts?: readonly Known<string>[];
  /** Why there may be more of them. */
  readonly open?: Unknown | undefined;
};

/** By the set's address where a reference says it, and by name where a look-up does. `hiddenAttachments` may be of any set that they can refer to. */
type Attached = {
  readonly byAddress: ReadonlyMap<string, readonly Attachment[]>;
  readonly byName: ReadonlyMap<string, readonly Attachment[]>;
  readonly hiddenAttachments: readonly model.Hidden[];
  readonly unresolvedContents: readonly Content[];
};

function attachments(root: evaluation.EvaluatedRoot, unknowns: model.UnknownFact[]): Attached {
  const byAddress = new Map<string, Attachment[]>();
  const byName = new Map<string, Attachment[]>();
  const unresolvedContents: Content[] = [];
  const hiddenAttachments: model.Hidden[] = root.unknownModules
    .filter(mayMakeAccess)
    .map((it) => hiddenInModule(root, it));
  for (const instance of root.instances) {
    const read = instance.mode === 'managed' ? readers[instance.type] : undefined;
    if (!read) continue;
    const attachment = { instance, content: withExpansion(instance, read(instance)) };
    unknowns.push(...contentFacts(instance, attachment.content));
    const arn = instance.attributes.get('permission_set_arn');
    const { name } = permissionSetOf(root, arn);
    const address = arn?.kind === 'unknown' ? arn.symbol?.instance : undefined;
    const target = address === undefined ? undefined : root.byAddress.get(address);
    if (target?.type === 'aws_ssoadmin_permission_set') add(byAddress, target.address, attachment);
    if (isKnown(name)) add(byName, name.value, attachment);
    else if (target?.type !== 'aws_ssoadmin_permission_set') {
      unresolvedContents.push(attachment.content);
      hiddenAttachments.push({ because: name, resource: isRefused(arn) ? undefined : resourceOf(root, instance) });
      unknowns.push(...unknownFacts(instance, { permission_set_arn: name }));
    }
  }
  return { byAddress, byName, hiddenAttachments, unresolvedContents };
}

function unresolvedPoliciesIn(contents: readonly Content[]): model.UnresolvedPolicies {
  return {
    managedPolicies: contents.flatMap(({ managed = [], boundary }) =>
      boundary?.kind === 'aws-managed' ? [...managed, boundary.arn] : managed,
    ),
    customerManagedPolicies: contents.flatMap(({ customer = [], boundary }) =>
      model.customerPolicies({ customerManagedPolicies: customer, permissionsBoundary: boundary }),
    ),
    haveBoundary: contents.some((it) => it.boundary),
  };
}

/** A module that is given a permission set may attach policies to it. */
function hiddenInModule(root: evaluation.EvaluatedRoot, module: evaluation.UnknownModule): model.Hidden {
  return {
    because: openModule(module),
    resource: moduleBlock(root, module),
  };
}

function add(map: Map<string, Attachment[]>, key: string, attachment: Attachment): void {
  const list = map.get(key);
  if (list) list.push(attachment);
  else map.set(key, [attachment]);
}

/** An attachment of an unknown `for_each` stands for any number of them. */
function withExpansion(instance: evaluation.ResourceInstance, content: Content): Content {
  if (instance.unknownExpansion === undefined) return content;
  return { ...content, open: unknown(instance.unknownExpansion, instance.origin) };
}

type ReadContent = (instance: evaluation.ResourceInstance) => Content;

const readers: Readonly<Record<string, ReadContent>> = {
  aws_ssoadmin_managed_policy_attachment: (it) => ({ managed: [requiredText(it, 'managed_policy_arn')] }),
  aws_ssoadmin_managed_policy_attachments_exclusive: (it) => severalManaged(it.attributes.get('managed_policy_arns')),
  aws_ssoadmin_customer_managed_policy_attachment: customerManaged,
  aws_ssoadmin_customer_managed_policy_attachments_exclusive: customerManaged,
  aws_ssoadmin_permission_set_inline_policy: (it) => ({
    inline: requiredText(it, 'inline_policy'),
    inlineTexts: [...renderedTexts(it.attributes.get('inline_policy'))],
  }),
  aws_ssoadmin_permissions_boundary_attachment: boundary,
};

/** What was put into a rendered text, each part as its author wrote it. */
function* renderedTexts(text: evaluation.Value | undefined): Generator<Known<string>> {
  if (text?.kind !== 'string' || !text.renders) return;
  for (const part of evaluation.stringsIn(text.renders)) {
    yield { value: part.value, origin: part.origin };
    yield* renderedTexts(part);
  }
}

function severalManaged(arns: evaluation.Value | undefined): Content {
  if (arns?.kind === 'unknown') return { open: unknown(arns.because, arns.origin) };
  return { managed: itemsIn(arns).flatMap((arn) => textIn(arn) ?? []) };
}

function customerManaged(instance: evaluation.ResourceInstance): Content {
  const references = instance.attributes.get('customer_managed_policy_reference');
  if (references?.kind === 'unknown') return { open: unknown(references.because, references.origin) };
  return { customer: itemsIn(references).map((it) => policyReference(it)) };
}

/** The path is `/` where none is written (AWS provider and API default). */
function policyReference(value: evaluation.Value): model.PolicyReference {
  const written = fieldIn(value, 'name');
  const name = textIn(written) ?? unknown({ kind: 'without-value', what: 'name' }, value.origin);
  const path = textIn(fieldIn(value, 'path')) ?? { value: '/', origin: value.origin };
  return { name, nameIsArnOf: policyWithArn(written), path, origin: value.origin };
}

function boundary(instance: evaluation.ResourceInstance): Content {
  const block = itemsIn(instance.attributes.get('permissions_boundary'))[0];
  const reference = blockIn(block, 'customer_managed_policy_reference');
  if (reference && reference.kind !== 'unknown') {
    return { boundary: { kind: 'customer-managed', reference: policyReference(reference) } };
  }
  const arn = textIn(fieldIn(block, 'managed_policy_arn'));
  return { boundary: { kind: 'aws-managed', arn: arn ?? unknown({ kind: 'unnamed-boundary' }, instance.origin) } };
}

function permissionSet(
  root: evaluation.EvaluatedRoot,
  instance: evaluation.ResourceInstance,
  attached: Attached,
): model.PermissionSet {
  const isData = instance.mode === 'data';
  const name = requiredName(instance, 'name');
  const own = attachmentsOf(instance, attached);
  const contents = own.map(({ content }) => content);
  const arn = optionalText(instance, 'arn');
  const resource = resourceOf(root, instance);
  const mayHaveMore = attached.hiddenAttachments.some((it) => model.mayAffect(it, { name, resource }));
  return {
    name,
    presence: isData ? 'looked-up' : 'declared',
    address: instance.address,
    origin: instance.origin,
    sessionDuration: unlessEmpty(optionalText(instance, 'session_duration')),
    relayState: unlessEmpty(optionalText(instance, 'relay_state')),
    description: optionalText(instance, 'description'),
    managedPolicies: contents.flatMap((it) => it.managed ?? []),
    customerManagedPolicies: contents.flatMap((it) => it.customer ?? []),
    permissionsBoundary: contents.find((it) => it.boundary)?.boundary,
    inlinePolicy: contents.find((it) => it.inline)?.inline,
    inlinePolicyTexts: contents.find((it) => it.inline)?.inlineTexts,
    policiesComplete: !isData && !mayHaveMore && contents.every((it) => it.open === undefined),
    arn: arn && isKnown(arn) ? arn.value : undefined,
    attachments: own.map((it) => attachmentOf(root, it)),
    wildcardBecause: instance.unknownExpansion,
    resource,
  };
}

/** The provider sends an empty string as nothing at all, so that AWS's default applies. */
function unlessEmpty(it: Maybe<string> | undefined): Maybe<string> | undefined {
  return it && isKnown(it) && it.value === '' ? undefined : it;
}

/** A reference and a look-up by name may both attach to one set; each attachment counts once. */
function attachmentsOf(instance: evaluation.ResourceInstance, { byAddress, byName }: Attached): readonly Attachment[] {
  const name = requiredName(instance, 'name');
  const own = byAddress.get(instance.address) ?? [];
  const named = isKnown(name) && instance.mode === 'managed' ? (byName.get(name.value) ?? []) : [];
  return [...new Set([...own, ...named])];
}

function contentFacts(instance: evaluation.ResourceInstance, content: Content): readonly model.UnknownFact[] {
  const read: Record<string, Maybe<unknown> | undefined> = {
    managed_policy_arn: content.managed?.find((it) => !isKnown(it)),
    customer_managed_policy_reference: content.customer?.map(firstUnknown).find((it) => it),
    permissions_boundary: content.boundary && firstUnknownOfBoundary(content.boundary),
    inline_policy: content.inline,
    ...(instance.unknownExpansion === undefined && content.open ? { [openAttribute(instance)]: content.open } : {}),
  };
  return unknownFacts(instance, read);
}

function openAttribute({ type }: evaluation.ResourceInstance): string {
  return type.includes('customer') ? 'customer_managed_policy_reference' : 'managed_policy_arns';
}

function firstUnknown({ name, path }: model.PolicyReference): Unknown | undefined {
  return [name, path].find((it) => !isKnown(it)) as Unknown | undefined;
}

function firstUnknownOfBoundary(it: model.Boundary): Unknown | undefined {
  if (it.kind === 'customer-managed') return firstUnknown(it.reference);
  return isKnown(it.arn) ? undefined : it.arn;
}
