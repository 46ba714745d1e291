/**
 * `data.aws_iam_policy_document` rendered as the AWS provider renders it: members in a fixed order, lists of several
 * sorted backwards, a list of one as the plain string. Nothing is rendered where any part is unknown.
 */

import { stringValue } from './construct';
import type { ResourceInstance } from './evaluated';
import type { Value } from './value';

type Json = string | readonly Json[] | { readonly [name: string]: Json };

/** `undefined` where a part isn't known, or other documents are merged in. */
export function policyDocument(instance: ResourceInstance, indent: 0 | 2): Value | undefined {
  const { attributes, origin } = instance;
  if (attributes.has('source_policy_documents') || attributes.has('override_policy_documents')) return undefined;
  if (attributes.has('source_json') || attributes.has('override_json')) return undefined;
  const statements = itemsOf(attributes.get('statement')).map(statement);
  const version = attributes.has('version') ? textOf(attributes.get('version')) : '2012-10-17';
  const id = textOf(attributes.get('policy_id'));
  if (version === undefined || statements.includes(undefined)) return undefined;
  if (attributes.has('policy_id') && id === undefined) return undefined;
  const document = { Version: version, ...(id ? { Id: id } : {}), Statement: statements };
  return stringValue(JSON.stringify(document, undefined, indent), origin);
}

function statement(value: Value): Json | undefined {
  if (value.kind !== 'object') return undefined;
  const parts: (readonly [string, Json | undefined])[] = [
    ['Sid', optionalText(value, 'sid', '')],
    ['Effect', optionalText(value, 'effect', 'Allow')],
    ['Action', texts(value.entries.get('actions'))],
    ['NotAction', texts(value.entries.get('not_actions'))],
    ['Resource', texts(value.entries.get('resources'))],
    ['NotResource', texts(value.entries.get('not_resources'))],
    ['Principal', principals(value.entries.get('principals'))],
    ['NotPrincipal', principals(value.entries.get('not_principals'))],
    ['Condition', conditions(value.entries.get('condition'))],
  ];
  if (parts.some(([, part]) => part === undefined)) return undefined;
  return Object.fromEntries(parts.flatMap(([name, part]) => (part === undefined || part === '' ? [] : [[name, part]])));
}

function optionalText(value: Value, name: string, otherwise: string): string | undefined {
  const written = 'entries' in value ? value.entries.get(name) : undefined;
  return written === undefined || written.kind === 'null' ? otherwise : textOf(written);
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** `` where nothing is written; `undefined` where something is unknown. `&{…}` keeps IAM's own variables from Terraform. */
function texts(value: Value | undefined): Json | undefined {
  if (value === undefined || value.kind === 'null') return '';
  if (!('items' in value)) return undefined;
  const known = value.items.map(textOf).filter((it) => it !== undefined);
  if (known.length !== value.items.length) return undefined;
  const plain = [...new Set(known.map((it) => it.replaceAll('&{', '${')))].toSorted().toReversed();
  return plain.length === 1 ? (plain[0] ?? '') : plain.length === 0 ? '' : plain;
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return 'items' in value ? value.items : [value];
}

function principals(value: Value | undefined): Json | undefined {
  const byType: Record<string, Json> = {};
  for (const item of itemsOf(value)) {
    const type = 'entries' in item ? textOf(item.entries.get('type')) : undefined;
    const identifiers = 'entries' in item ? texts(item.entries.get('identifiers')) : undefined;
    if (type === undefined || identifiers === undefined) return undefined;
    if (type === '*' && identifiers === '*') return '*';
    byType[type] = identifiers;
  }
  return Object.keys(byType).length === 0 ? '' : byType;
}

function conditions(value: Value | undefined): Json | undefined {
  const byTest: Record<string, Record<string, Json>> = {};
  for (const item of itemsOf(value)) {
    if (!('entries' in item)) return undefined;
    const test = textOf(item.entries.get('test'));
    const variable = textOf(item.entries.get('variable'));
    const values = texts(item.entries.get('values'));
    if (test === undefined || variable === undefined || values === undefined) return undefined;
    byTest[test] = { ...byTest[test], [variable]: values };
  }
  return Object.keys(byTest).length === 0 ? '' : byTest;
}
