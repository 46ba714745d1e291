/** `permission_sets:` of an access definition. */
import { isKnown, type Known, known, type Maybe, type Origin } from '../../base';
import type * as model from '../../model';
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
  return yaml.readFields(reading, node, 'permission_sets').map((field) => readPermissionSet(reading, field));
}

function readPermissionSet(reading: yaml.Reading, { name, key, value }: yaml.Field): model.PermissionSet {
  const origin = { at: yaml.locationOf(reading, key) };
  const fields = yaml.readKnownFields(reading, value, { what: 'a permission set', names: permissionSetKeys });
  const at = (field: (typeof permissionSetKeys)[number]) => fields.get(field)?.value;
  return {
    name: known(name, origin),
    presence: 'declared',
    address: `permission_sets.${name}`,
    origin,
    sessionDuration: readText(reading, at('session_duration'), 'session_duration'),
    description: readText(reading, at('description'), 'description'),
    managedPolicies: readTexts(reading, at('managed_policies'), 'managed_policies'),
    customerManagedPolicies: readReferences(reading, at('customer_managed_policies')),
    permissionsBoundary: readBoundary(reading, at('permissions_boundary')),
    inlinePolicy: readInlinePolicy(reading, at('inline_policy')),
    inlinePolicyTexts: readInlineTexts(reading, at('inline_policy')),
    policiesComplete: true,
  };
}

function readText(reading: yaml.Reading, node: yaml.Node | undefined, what: string): Maybe<string> | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  const scalar = yaml.readScalar(reading, node, what);
  return scalar && yaml.textOf(reading, scalar);
}

function readTexts(reading: yaml.Reading, node: yaml.Node | undefined, what: string): readonly Maybe<string>[] {
  if (!node) return [];
  return yaml.readItems(reading, node, what).flatMap((item) => readText(reading, item, `each of ${what}`) ?? []);
}

function readReferences(reading: yaml.Reading, node: yaml.Node | undefined): readonly model.PolicyReference[] {
  if (!node) return [];
  return yaml
    .readItems(reading, node, 'customer_managed_policies')
    .flatMap((item) => readReference(reading, item, 'a customer managed policy') ?? []);
}

/** A name alone, or a mapping of name and path. */
function readReference(reading: yaml.Reading, node: yaml.Node, what: string): model.PolicyReference | undefined {
  if (node.kind !== 'mapping') {
    const name = readText(reading, node, what);
    return name && { name, path: rootPath(name.origin), origin: name.origin };
  }
  const fields = yaml.readKnownFields(reading, node, { what, names: ['name', 'path'] });
  const name = readText(reading, fields.get('name')?.value, 'the name');
  if (!name) {
    yaml.addProblem(reading, node, `${what} needs a name`);
    return undefined;
  }
  const path = readText(reading, fields.get('path')?.value, 'the path');
  return { name, path: path ?? rootPath(name.origin), origin: name.origin };
}

/** Where no path is written, Identity Center takes the root path. */
function rootPath(origin: Origin): Maybe<string> {
  return known('/', origin);
}

/** An ARN is an AWS managed policy's; a name, or a mapping with one, is a customer managed policy's. */
function readBoundary(reading: yaml.Reading, node: yaml.Node | undefined): model.Boundary | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  const arn = node.kind === 'mapping' ? readArnField(reading, node) : arnIn(readText(reading, node, 'a boundary'));
  if (arn) return { kind: 'aws-managed', arn };
  const reference = readReference(reading, node, 'permissions_boundary');
  return reference && { kind: 'customer-managed', reference };
}

function arnIn(text: Maybe<string> | undefined): Maybe<string> | undefined {
  return text && isKnown(text) && /^arn:[^:]+:iam::aws:/.test(text.value) ? text : undefined;
}

function readArnField(reading: yaml.Reading, node: yaml.Mapping): Maybe<string> | undefined {
  const field = yaml.fieldsOf(node).find(({ name }) => name === 'managed_policy_arn');
  if (!field) return undefined;
  yaml.readKnownFields(reading, node, { what: 'a boundary with an AWS managed policy', names: ['managed_policy_arn'] });
  return readText(reading, field.value, 'managed_policy_arn');
}

/** A policy document as text, or written as YAML. */
function readInlinePolicy(reading: yaml.Reading, node: yaml.Node | undefined): Maybe<string> | undefined {
  if (!node || yaml.isNull(node)) return undefined;
  if (node.kind === 'scalar') return readText(reading, node, 'inline_policy');
  const origin = { at: yaml.locationOf(reading, node) };
  if (node.kind === 'mapping') return known(jsonText(node), origin);
  yaml.addProblem(reading, node, 'inline_policy must be a policy document: a mapping, or its JSON as text');
  return undefined;
}

/** Of a document that is one text nothing smaller has a place. */
function readInlineTexts(reading: yaml.Reading, node: yaml.Node | undefined): readonly Known<string>[] {
  return node === undefined || node.kind === 'scalar' ? [] : textsIn(reading, node);
}
