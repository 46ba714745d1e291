/** What tells one resource of Identity Center from another: who, what and where. Its other arguments say how. */
import { isKnown } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import { permissionSetOf, principalOf, resolveSymbol } from './symbols';
import { fieldIn, itemsIn, textIn } from './values';

/** By argument, in the words of a reader. */
const identities: Readonly<Record<string, string>> = {
  permission_set_arn: 'permission set',
  principal_id: 'principal',
  target_id: 'account',
  group_id: 'group',
  member_id: 'member',
  managed_policy_arn: 'policy',
  customer_managed_policy_reference: 'policy',
  application_arn: 'application',
  name: 'name',
  display_name: 'name',
  user_name: 'name',
};

/** A user may be shown under any name. */
function identitiesOf({ type }: evaluation.ResourceInstance): readonly (readonly [argument: string, what: string])[] {
  const all = Object.entries(identities);
  return type === 'aws_identitystore_user' ? all.filter(([argument]) => argument !== 'display_name') : all;
}

/** In which way they certainly differ; `undefined` where they may be the same. */
export function differenceOf(
  root: evaluation.EvaluatedRoot,
  lost: evaluation.ResourceInstance,
  kept: evaluation.ResourceInstance,
): model.Difference | undefined {
  for (const [argument, what] of identitiesOf(lost)) {
    const [one, other] = [identityIn(root, lost, argument), identityIn(root, kept, argument)];
    if (one && other && one.kind === other.kind && one.kind !== 'look-up' && one.text !== other.text) {
      return { what, lost: one.text, kept: other.text };
    }
  }
  return undefined;
}

/** The same text for instances that certainly make the same; `undefined` where not all of it is known. */
export function identityText(
  root: evaluation.EvaluatedRoot,
  instance: evaluation.ResourceInstance,
): string | undefined {
  const written = identitiesOf(instance).filter(([argument]) => instance.attributes.has(argument));
  const identified = written.map(([argument]) => identityIn(root, instance, argument));
  if (identified.includes(undefined)) return undefined;
  return JSON.stringify([instance.mode, instance.type, ...identified.map((it) => [it?.kind, it?.text])]);
}

/** Things of one kind are the same where their texts are, and else are not, but for what two look-ups may find. */
type Identity = { readonly kind: 'text' | 'named' | 'managed' | 'look-up'; readonly text: string };

function identityIn(
  root: evaluation.EvaluatedRoot,
  instance: evaluation.ResourceInstance,
  argument: string,
): Identity | undefined {
  const written = instance.attributes.get(argument);
  const value = argument.endsWith('_reference') ? fieldIn(itemsIn(written)[0], 'name') : written;
  const text = textIn(value);
  if (text && isKnown(text)) return { kind: 'text', text: text.value };
  return nameIn(root, argument, value) ?? symbolIn(root, value);
}

function nameIn(
  root: evaluation.EvaluatedRoot,
  argument: string,
  value: evaluation.Value | undefined,
): Identity | undefined {
  const read = argument === 'permission_set_arn' ? permissionSetOf : principalOf;
  const { name } = read(root, value);
  return isKnown(name) ? { kind: 'named', text: name.value } : undefined;
}

function symbolIn(root: evaluation.EvaluatedRoot, value: evaluation.Value | undefined): Identity | undefined {
  const reference = resolveSymbol(root, value);
  if (!reference) return undefined;
  const kind = reference.instance.mode === 'managed' ? 'managed' : 'look-up';
  return { kind, text: `${reference.instance.address}.${reference.attribute}` };
}
