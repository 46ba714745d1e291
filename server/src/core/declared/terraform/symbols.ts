/**
 * From a value that is known only after the apply to the thing it certainly means: the ARN of
 * `aws_ssoadmin_permission_set.sets["Admin"]` is not known, that it is the set called Admin is.
 */
import { isKnown, type Maybe, type Origin, rowOf, unknown, withChoice, withHop } from '../../base';
import type * as evaluation from '../../eval';
import type { UnknownReason } from '../../reasons';
import { optionalText, textIn } from './values';

/** The instance and attribute a value stands for, within its root. */
export type AttributeReference = { readonly instance: evaluation.ResourceInstance; readonly attribute: string };

export function resolveSymbol(
  root: evaluation.EvaluatedRoot,
  value: evaluation.Value | undefined,
): AttributeReference | undefined {
  if (value?.kind !== 'unknown' || !value.symbol) return undefined;
  const instance = root.byAddress.get(value.symbol.instance);
  return instance && { instance, attribute: value.symbol.attribute.join('.') };
}

/** Who picked the resource that a name comes from. */
function chosenAs({ name, literal }: Identity, value: evaluation.Value | undefined): Identity {
  const by = value?.origin.chosenBy;
  return by ? { name: { ...name, origin: withChoice(name.origin, by) }, literal } : { name, literal };
}

/** The name keeps its author's origin, with the resource that has it as a hop. */
export function withResourceHop(name: Maybe<string>, instance: evaluation.ResourceInstance): Maybe<string> {
  return { ...name, origin: withHop(name.origin, instance.origin.at, { kind: 'resource', address: instance.address }) };
}

/** A name that a look-up gives, or the identifier it is given instead. */
export type Identity = { readonly name: Maybe<string>; readonly literal?: string | undefined };

export function permissionSetOf(root: evaluation.EvaluatedRoot, value: evaluation.Value | undefined): Identity {
  const reference = resolveSymbol(root, value);
  if (reference && isPermissionSetArn(reference)) return chosenAs(identityOf(reference.instance, 'name', 'arn'), value);
  return literalOr(value, { kind: 'arn-without-name' }, 'permission_set_arn');
}

function isPermissionSetArn({ instance, attribute }: AttributeReference): boolean {
  const ids = instance.mode === 'data' ? ['arn', 'id'] : ['arn'];
  return instance.type === 'aws_ssoadmin_permission_set' && ids.includes(attribute);
}

export function principalOf(root: evaluation.EvaluatedRoot, value: evaluation.Value | undefined): Identity {
  const reference = resolveSymbol(root, value);
  const kind = reference && rowOf(principalKinds, reference.instance.type);
  if (reference && kind && isPrincipalId(reference, kind.id)) {
    const isData = reference.instance.mode === 'data';
    const identity = isData ? lookedUp(reference.instance, kind) : identityOf(reference.instance, kind.name, kind.id);
    return chosenAs(identity, value);
  }
  return literalOr(value, { kind: 'id-without-name' }, 'principal_id');
}

type PrincipalKind = { readonly id: string; readonly name: string; readonly path: string };

const principalKinds: Readonly<Record<string, PrincipalKind>> = {
  aws_identitystore_group: { id: 'group_id', name: 'display_name', path: 'DisplayName' },
  aws_identitystore_user: { id: 'user_id', name: 'user_name', path: 'UserName' },
};

/** A managed group's `id` is `STORE/GROUP`, whose second part is the principal's; a data source's is the principal's. */
function isPrincipalId({ instance, attribute }: AttributeReference, id: string): boolean {
  return attribute === id || attribute === (instance.mode === 'data' ? 'id' : 'id.split("/").1');
}

/** Look-ups by anything but the unique name leave the name unknown, unless a plan says what was found. */
export function lookedUp(instance: evaluation.ResourceInstance, { id, name: found, path }: PrincipalKind): Identity {
  const stated = optionalText(instance, found);
  const name = uniqueName(instance, path) ?? (stated && isKnown(stated) ? stated : undefined);
  if (name) return { name: withResourceHop(name, instance) };
  const literal = optionalText(instance, id);
  if (literal && isKnown(literal))
    return { name: unknown({ kind: 'id-without-name' }, literal.origin), literal: literal.value };
  return { name: unknown({ kind: 'other-lookup', address: instance.address }, instance.origin) };
}

export function lookedUpPrincipal(instance: evaluation.ResourceInstance): Identity {
  const kind = rowOf(principalKinds, instance.type);
  return kind ? lookedUp(instance, kind) : { name: unknown({ kind: 'no-principal' }, instance.origin) };
}

/** `alternate_identifier { unique_attribute { … } }`, or the `filter` block of the provider's older versions. */
function uniqueName(instance: evaluation.ResourceInstance, path: string): Maybe<string> | undefined {
  const identifier = singleItem(instance.attributes.get('alternate_identifier'));
  const attribute = singleItem(entry(identifier, 'unique_attribute')) ?? singleItem(instance.attributes.get('filter'));
  const written = textIn(entry(attribute, 'attribute_path'));
  if (!written || !isKnown(written) || written.value.toLowerCase() !== path.toLowerCase()) return undefined;
  return textIn(entry(attribute, 'attribute_value'));
}

function singleItem(value: evaluation.Value | undefined): evaluation.Value | undefined {
  if (value?.kind === 'object') return value;
  return value && 'items' in value && value.items.length === 1 ? value.items[0] : undefined;
}

function entry(value: evaluation.Value | undefined, name: string): evaluation.Value | undefined {
  return value && 'entries' in value ? value.entries.get(name) : undefined;
}

function identityOf(instance: evaluation.ResourceInstance, name: string, id: string): Identity {
  const written = optionalText(instance, name);
  if (written) return { name: withResourceHop(written, instance) };
  const literal = optionalText(instance, id);
  if (literal && isKnown(literal))
    return { name: unknown({ kind: 'arn-without-name' }, literal.origin), literal: literal.value };
  return {
    name:
      literal ?? unknown({ kind: 'without-attribute', address: instance.address, attribute: name }, instance.origin),
  };
}

function literalOr(value: evaluation.Value | undefined, because: UnknownReason, what: string): Identity {
  const text = textIn(value);
  if (!text) return { name: unknown({ kind: 'without-value', what }, value?.origin ?? noOrigin) };
  return isKnown(text) ? { name: unknown(because, text.origin), literal: text.value } : { name: text };
}

const noOrigin: Origin = { at: { path: '', start: 0, end: 0 } };
