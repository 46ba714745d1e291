/** `identityCenterPermissionSets`, with their policies. */
import { isKnown, known, type Maybe, type SourceFile, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import { managedArn, type Partition } from './managed-arn';
import { readSession } from './session';
import { type Config, labelOf, textIn, textsIn, unknownKeys, valueAt } from './values';
import { pathInZone } from './zone';

export type Zone = {
  /** The path of the configuration stands for the organization. */
  readonly organization: string;
  readonly folder: string;
  readonly partition: Partition;
  /** Texts of the files that inline policies are in, by path. */
  readonly texts: ReadonlyMap<string, SourceFile>;
};

const keys = ['name', 'description', 'sessionDuration', 'policies'];
const policyKeys = ['awsManaged', 'customerManaged', 'acceleratorManaged', 'inlinePolicy', 'permissionsBoundary'];

export function readPermissionSet(config: Config, node: yaml.Node, zone: Zone): model.PermissionSet {
  const origin = { at: yaml.locationOf(config, node) };
  const name = textIn(config, valueAt(node, 'name')) ?? unknown({ kind: 'nameless', what: 'permission set' }, origin);
  const policies = valueAt(node, 'policies');
  const list = (key: string) => textsIn(config, valueAt(policies, key));
  const [aws, customer, accelerator] = [list('awsManaged'), list('customerManaged'), list('acceleratorManaged')];
  const open = [aws, customer, accelerator].flatMap((it) => it.open);
  const unknownFields = [...unknownKeys(config, node, keys), ...unknownKeys(config, policies, policyKeys)];
  return {
    name,
    presence: 'declared',
    address: `identityCenterPermissionSets.${labelOf(name)}`,
    origin: name.origin,
    organization: zone.organization,
    ...readSession(config, valueAt(node, 'sessionDuration')),
    description: textIn(config, valueAt(node, 'description')),
    managedPolicies: aws.texts.map((it) => managedArn(it, zone.partition)),
    customerManagedPolicies: [...customer.texts, ...accelerator.texts].map((it) => referenceTo(it, zone)),
    permissionsBoundary: readBoundary(config, valueAt(policies, 'permissionsBoundary'), zone),
    inlinePolicy: readInlinePolicy(config, valueAt(policies, 'inlinePolicy'), zone),
    policiesComplete: open.length + unknownFields.length === 0,
  };
}

/** The accelerator gives names alone, so the path is the root path. */
function referenceTo(name: Maybe<string>, { organization }: Zone): model.PolicyReference {
  return { name, path: known('/', name.origin), origin: name.origin, organization };
}

function readBoundary(config: Config, node: yaml.Node | undefined, zone: Zone): model.Boundary | undefined {
  const aws = textIn(config, valueAt(node, 'awsManagedPolicyName'));
  if (aws) return { kind: 'aws-managed', arn: managedArn(aws, zone.partition) };
  const customer = valueAt(node, 'customerManagedPolicy');
  const name = textIn(config, valueAt(customer, 'name'));
  if (!name) return undefined;
  const path = textIn(config, valueAt(customer, 'path'));
  return { kind: 'customer-managed', reference: { ...referenceTo(name, zone), ...(path ? { path } : {}) } };
}

/** Of a file beside the configuration, in which the accelerator replaces `${NAME}`, but not IAM's own `${aws:username}`. */
function readInlinePolicy(config: Config, node: yaml.Node | undefined, zone: Zone): Maybe<string> | undefined {
  const written = textIn(config, node);
  if (!written || !isKnown(written)) return written;
  const path = pathInZone(zone.folder, written.value);
  const file = path === undefined ? undefined : zone.texts.get(path);
  if (!file) return unknown({ kind: 'zone-file-missing', path: written.value }, written.origin);
  const isReplaced = /\$\{[A-Z][A-Z_]*(::[^}]*)?\}|\{\{/.test(file.text);
  if (isReplaced) return unknown({ kind: 'filled-in-later', file: written.value }, written.origin);
  return known(file.text, written.origin);
}
