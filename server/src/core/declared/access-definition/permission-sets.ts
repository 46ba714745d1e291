/** `permission_sets:` of an access definition. */
import { isKnown, type Known, known, type Maybe, type Origin } from '../../base';
import type * as model from '../../model';
import type { FormatPart } from '../../reasons';
import * as yaml from '../../syntax/yaml';
import { jsonText, textsIn } from './inline-policy';

export const permissionSetKeys = [
  'description',
  'session_duration',
  'relay_state',
  'managed_policies',
  'customer_managed_policies',
  'permissions_boundary',
  'inline_policy',
  'tags',
] as const;

export function readPermissionSets(reading: yaml.Reading, node: yaml.Node): readonly model.PermissionSet[] {
  return yaml
    .readFields(reading, node, { kind: 'key', name: 'permission_sets' })
    .map((field) => readPermissionSet(reading, field));
}

function readPermissionSet(reading: yaml.Reading, { name, key, value }: yaml.Field): model.PermissionSet {
  const origin = { at: yaml.locationOf(reading, key) };
  const fields = yaml.readKnownFields(reading, value, { part: { kind: 'permission-set' }, names: permissionSetKeys });
  const at = (field: (typeof permissionSetKeys)[number]) => fields.get(field)?.value;
  return {
    name: known(name, origin),
    presence: 'declared',
    address: `permission_sets.${name}`,
    origin,
    sessionDuration: readText(reading, at('session_duration'), { kind: 'key', name: 'session_duration' }),
    relayState: readText(reading, at('relay_state'), { kind: 'key', name: 'relay_state' }),
    description: readText(reading, at('description'), { kind: 'key', name: 'description' }),
    managedPolicies: readTexts(reading, at('managed_policies'), 'managed_policies'),
    customerManagedPolicies: readReferences(reading, at('customer_managed_policies')),
    permissionsBoundary: readBoundary(reading, at('permissions_boundary')),
    inlinePolicy: readInlinePolicy(reading, at('inline_policy')),
    inlinePolicyTexts: readInlineTexts(reading, at('inline_policy')),
    policiesComplete: true,
  };
}

function readText(reading: yaml.Reading, node: yaml.Node | undefined, part: FormatPart): Maybe<string> | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  const scalar = yaml.readScalar(reading, node, part);
  return scalar && yaml.textOf(reading, scalar);
}

function readTexts(reading: yaml.Reading, node: yaml.Node | undefined, name: string): readonly Maybe<string>[] {
  if (!node) return [];
  return yaml
    .readItems(reading, node, { kind: 'key', name })
    .flatMap((item) => readText(reading, item, { kind: 'each', name }) ?? []);
}

function readReferences(reading: yaml.Reading, node: yaml.Node | undefined): readonly model.PolicyReference[] {
  if (!node) return [];
  return yaml
    .readItems(reading, node, { kind: 'key', name: 'customer_managed_policies' })
    .flatMap((item) => readReference(reading, item, { kind: 'policy-reference' }) ?? []);
}

/** A name alone, or a mapping of name and path. */
function readReference(reading: yaml.Reading, node: yaml.Node, part: FormatPart): model.PolicyReference | undefined {
  if (node.kind !== 'mapping') {
    const name = readText(reading, node, part);
    return name && { name, path: rootPath(name.origin), origin: name.origin };
  }
  const fields = yaml.readKnownFields(reading, node, { part, names: ['name', 'path'] });
  const name = readText(reading, fields.get('name')?.value, { kind: 'name' });
  if (!name) {
    yaml.addProblem(reading, node, { kind: 'name-needed', part });
    return undefined;
  }
  const path = readText(reading, fields.get('path')?.value, { kind: 'path' });
  return { name, path: path ?? rootPath(name.origin), origin: name.origin };
}

/** Where no path is written, Identity Center takes the root path. */
function rootPath(origin: Origin): Maybe<string> {
  return known('/', origin);
}

/** An ARN is an AWS managed policy's; a name, or a mapping with one, is a customer managed policy's. */
function readBoundary(reading: yaml.Reading, node: yaml.Node | undefined): model.Boundary | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  const arn =
    node.kind === 'mapping' ? readArnField(reading, node) : arnIn(readText(reading, node, { kind: 'boundary' }));
  if (arn) return { kind: 'aws-managed', arn };
  const reference = readReference(reading, node, { kind: 'key', name: 'permissions_boundary' });
  return reference && { kind: 'customer-managed', reference };
}

function arnIn(text: Maybe<string> | undefined): Maybe<string> | undefined {
  return text && isKnown(text) && /^arn:[^:]+:iam::aws:/.test(text.value) ? text : undefined;
}

function readArnField(reading: yaml.Reading, node: yaml.Mapping): Maybe<string> | undefined {
  const field = yaml.fieldsOf(node).find(({ name }) => name === 'managed_policy_arn');
  if (!field) return undefined;
  yaml.readKnownFields(reading, node, { part: { kind: 'managed-boundary' }, names: ['managed_policy_arn'] });
  return readText(reading, field.value, { kind: 'key', name: 'managed_policy_arn' });
}

/** A policy document as text, or written as YAML. */
function readInlinePolicy(reading: yaml.Reading, node: yaml.Node | undefined): Maybe<string> | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  if (node.kind === 'scalar') return readText(reading, node, { kind: 'key', name: 'inline_policy' });
  const origin = { at: yaml.locationOf(reading, node) };
  if (node.kind === 'mapping') return known(jsonText(node), origin);
  yaml.addProblem(reading, node, { kind: 'invalid-policy-document' });
  return undefined;
}

/** Of a document that is one text nothing smaller has a place. */
function readInlineTexts(reading: yaml.Reading, node: yaml.Node | undefined): readonly Known<string>[] {
  return node === undefined || node.kind === 'scalar' ? [] : textsIn(reading, node);
}
