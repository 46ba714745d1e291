/**
 * Attributes nobody wrote and that are certain all the same: a provider's documented defaults, and what a look-up by
 * name is called. Facts are of the AWS provider's documentation, versions 5 and 6.
 */

import { rowOf } from '../../base';
import type { ResourceInstance } from '../project/evaluated';
import { STRING } from '../type/type';
import { nullValue, stringValue } from '../value/construct';
import type { Value } from '../value/value';
import type { Module } from './module';
import { policyDocument } from './policy-document';

type ComputedAttribute = (name: string) => Value;
type Derive = (
  instance: ResourceInstance,
  computedAttribute: ComputedAttribute,
  module: Module,
) => Readonly<Record<string, () => Value>>;

export function derivedAttributes(
  module: Module,
  instance: ResourceInstance,
  computedAttribute: ComputedAttribute,
): ReadonlyMap<string, () => Value> {
  const derive = rowOf(byType, instance.mode === 'data' ? `data.${instance.type}` : instance.type);
  const names = ['id', 'arn', ...(rowOf(texts, instance.type) ?? [])];
  const computed = Object.fromEntries(names.map((name) => [name, () => asText(computedAttribute(name))]));
  return new Map(Object.entries({ ...computed, ...derive?.(instance, computedAttribute, module) }));
}

/** Attributes of one string: a list of them is a flat list, and each is a single key. */
const texts: Readonly<Record<string, readonly string[]>> = {
  aws_caller_identity: ['account_id'],
  aws_identitystore_group: ['group_id'],
  aws_identitystore_user: ['user_id'],
  aws_organizations_organization: ['master_account_id', 'master_account_arn'],
  aws_ssm_parameter: ['value', 'insecure_value'],
};

function asText(value: Value): Value {
  return value.kind === 'unknown' ? { ...value, type: STRING } : value;
}

const byType: Readonly<Record<string, Derive>> = {
  aws_ssoadmin_permission_set: (instance) => ({
    session_duration: () => stringValue('PT1H', instance.origin),
    ...nullWhereUnset(instance, ['description', 'relay_state', 'tags']),
  }),
  aws_identitystore_group: (instance) => nullWhereUnset(instance, ['description']),
  aws_organizations_account: (instance) => nullWhereUnset(instance, ['role_name', 'tags']),
  aws_iam_policy: (instance) => ({
    path: () => stringValue('/', instance.origin),
    ...nullWhereUnset(instance, ['description', 'tags']),
  }),
  'data.aws_identitystore_group': (instance, computedAttribute) => ({
    display_name: () => lookedUpBy(instance, 'DisplayName') ?? computedAttribute('display_name'),
  }),
  'data.aws_identitystore_user': (instance, computedAttribute) => ({
    user_name: () => lookedUpBy(instance, 'UserName') ?? computedAttribute('user_name'),
  }),
  'data.aws_partition': (instance, computedAttribute) => ({
    partition: () => partitionOf(instance) ?? computedAttribute('partition'),
  }),
  'data.aws_region': (instance, computedAttribute) => ({
    id: () => regionOf(instance) ?? computedAttribute('id'),
    name: () => regionOf(instance) ?? computedAttribute('name'),
    region: () => regionOf(instance) ?? computedAttribute('region'),
  }),
  'data.aws_iam_policy_document': (instance, computedAttribute) => ({
    json: () => policyDocument(instance, 2) ?? computedAttribute('json'),
    minified_json: () => policyDocument(instance, 0) ?? computedAttribute('minified_json'),
  }),
};

function regionOf({ attributes, provider }: ResourceInstance): Value | undefined {
  const region = attributes.get('region') ?? attributes.get('name') ?? provider?.attributes.get('region');
  return region?.kind === 'string' ? region : undefined;
}

/** China and GovCloud have partitions of their own (AWS General Reference: ARNs); isolated regions are left unknown. */
function partitionOf(instance: ResourceInstance): Value | undefined {
  const region = regionOf(instance);
  if (region?.kind !== 'string' || /iso|eusc/.test(region.value)) return undefined;
  const prefix = /^(cn|us-gov)-/.exec(region.value)?.[1];
  return stringValue(prefix === undefined ? 'aws' : `aws-${prefix}`, region.origin);
}

/** Optional arguments that the provider does not fill in: read as null where nothing is written. */
function nullWhereUnset(instance: ResourceInstance, names: readonly string[]): Readonly<Record<string, () => Value>> {
  return Object.fromEntries(names.map((name) => [name, () => nullValue(instance.origin)]));
}

/** `alternate_identifier { unique_attribute { … } }`, or the `filter` block of the provider's versions before 5. */
export function lookedUpBy(instance: ResourceInstance, path: string): Value | undefined {
  const identifier = firstItem(instance.attributes.get('alternate_identifier'));
  const attribute = firstItem(entry(identifier, 'unique_attribute')) ?? firstItem(instance.attributes.get('filter'));
  const written = entry(attribute, 'attribute_path');
  if (written?.kind !== 'string' || written.value.toLowerCase() !== path.toLowerCase()) return undefined;
  return entry(attribute, 'attribute_value');
}

function firstItem(value: Value | undefined): Value | undefined {
  if (value?.kind === 'object') return value;
  return value && 'items' in value && value.items.length === 1 ? value.items[0] : undefined;
}

function entry(value: Value | undefined, name: string): Value | undefined {
  return value && 'entries' in value ? value.entries.get(name) : undefined;
}
