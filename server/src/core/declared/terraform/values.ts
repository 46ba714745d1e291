/** Evaluated values read as what an argument of a provider's resource means. */
import { isKnown, locationIn, type Maybe, type Origin, unknown } from '../../base';
import type * as evaluation from '../../eval';
import { numberText } from '../../eval';
import type * as model from '../../model';

/** `undefined` where nothing is written, or null. Numbers and booleans are what Terraform converts them to. */
export function textIn(value: evaluation.Value | undefined): Maybe<string> | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'string':
      return { value: value.value, origin: value.origin };
    case 'number':
      return { value: numberText(value.value), origin: value.origin };
    case 'bool':
      return { value: String(value.value), origin: value.origin };
    case 'unknown':
      return unknown(value.because, value.origin);
    default:
      return unknown({ kind: 'not-a-string', given: value.kind }, value.origin);
  }
}

export function optionalText(instance: evaluation.ResourceInstance, name: string): Maybe<string> | undefined {
  return textIn(instance.attributes.get(name));
}

export function requiredText(instance: evaluation.ResourceInstance, name: string): Maybe<string> {
  return (
    optionalText(instance, name) ?? unknown({ kind: 'without-value', what: name }, attributeOrigin(instance, name))
  );
}

/** A module's `default = ""` stands for "to be given": an empty name that came from elsewhere names nothing yet. */
export function requiredName(instance: evaluation.ResourceInstance, name: string): Maybe<string> {
  const text = requiredText(instance, name);
  const isPlaceholder = isKnown(text) && text.value === '' && text.origin.via !== undefined;
  return isPlaceholder ? unknown({ kind: 'empty-until-given', what: name }, text.origin) : text;
}

/** Terraform would stop here: what the author meant is open. */
export function isRefused(value: evaluation.Value | undefined): boolean {
  return value?.kind === 'unknown' && value.isError === true;
}

/** Items of a list or set; one unknown where the collection itself is not known. */
export function itemsIn(value: evaluation.Value | undefined): readonly evaluation.Value[] {
  if (value === undefined || value.kind === 'null') return [];
  return 'items' in value ? value.items : [value];
}

/** The single nested block of a type; an unknown stands for itself. */
export function blockIn(value: evaluation.Value | undefined, name: string): evaluation.Value | undefined {
  const [block] = itemsIn(fieldIn(value, name));
  return block;
}

/** A field of an object; all fields of an unknown are that unknown. */
export function fieldIn(value: evaluation.Value | undefined, name: string): evaluation.Value | undefined {
  if (value?.kind === 'unknown') return value;
  return value && 'entries' in value ? value.entries.get(name) : undefined;
}

/** Where an argument stands in its block; the block's header where it is not written or comes from elsewhere. */
export function attributeOrigin(instance: Written, name: string): Origin {
  const { body } = instance.block;
  const written = body.attributes.find((attribute) => attribute.name.text === name);
  const block = body.blocks.find((nested) => nested.type.text === name || nested.labels[0]?.text === name);
  const found = written?.span ?? block?.header;
  return found ? { at: locationIn(instance.path, found), via: instance.origin.via } : instance.origin;
}

type Written = Pick<evaluation.ResourceInstance, 'block' | 'path' | 'origin'>;

type Read = { readonly [attribute: string]: Maybe<unknown> | undefined };

/** One fact for each attribute that could not be known, where it stands. */
export function unknownFacts(instance: evaluation.ResourceInstance, read: Read): readonly model.UnknownFact[] {
  return Object.entries(read).flatMap(([attribute, value]) => {
    if (value === undefined || isKnown(value)) return [];
    const origin = attributeOrigin(instance, attribute);
    return [{ address: instance.address, attribute, because: value.because, origin }];
  });
}

/** The fact that a `for_each` or `count` could not be followed. */
export function expansionFacts(instance: evaluation.ResourceInstance): readonly model.UnknownFact[] {
  if (instance.unknownExpansion === undefined || !instance.address.endsWith('[*]')) return [];
  const written = instance.block.body.attributes.find(({ name }) => name.text === 'for_each' || name.text === 'count');
  const attribute = written?.name.text ?? 'for_each';
  const origin = attributeOrigin(instance, attribute);
  return [{ address: instance.address, attribute, because: instance.unknownExpansion, origin }];
}
