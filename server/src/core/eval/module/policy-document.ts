/**
 * `data.aws_iam_policy_document` rendered as the AWS provider (5.100) renders it: members in a fixed order, lists of
 * several sorted backwards but for condition values, a list of one as the plain string. Nothing is rendered where any
 * part is unknown.
 */

import type { ResourceInstance } from '../project/evaluated';
import { objectValue, stringValue } from '../value/construct';
import type { Value } from '../value/value';
import { type Document, mergeDocuments, readDocument, type Statement } from './policy-merge';

type Json = Statement[string];

/** The text, or `undefined` where a part of it isn't known. */
export function policyDocument(instance: ResourceInstance, indent: 0 | 2): Value | undefined {
  const { attributes, origin } = instance;
  // The old single-document arguments are gone from version 4 on.
  if (attributes.has('source_json') || attributes.has('override_json')) return undefined;
  const own = ownDocument(instance);
  const sources = documentsIn(attributes.get('source_policy_documents'));
  const overrides = documentsIn(attributes.get('override_policy_documents'));
  if (!own || !sources || !overrides) return undefined;
  const { Statement: statements, ...head } = mergeDocuments([...sources, own, ...overrides]);
  const written = statements.length === 0 ? head : { ...head, Statement: statements };
  const text = stringValue(escaped(JSON.stringify(written, undefined, indent)), origin);
  return { ...text, renders: objectValue(attributes, origin) };
}

/** Go's JSON encoder escapes what HTML would take amiss. */
function escaped(json: string): string {
  return json.replaceAll(/[<>&\u2028\u2029]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function ownDocument({ attributes }: ResourceInstance): Document | undefined {
  const statements = itemsOf(attributes.get('statement')).map(statement);
  const version = optionalText(attributes.get('version'), '2012-10-17');
  const id = optionalText(attributes.get('policy_id'), '');
  if (version === undefined || id === undefined) return undefined;
  const known = statements.filter((it) => it !== undefined);
  if (known.length !== statements.length) return undefined;
  return { Version: version, ...(id === '' ? {} : { Id: id }), Statement: known };
}

function documentsIn(value: Value | undefined): readonly Document[] | undefined {
  if (value === undefined || value.kind === 'null') return [];
  if (!('items' in value)) return undefined;
  const documents = value.items.map((item) => (item.kind === 'string' ? readDocument(item.value) : undefined));
  const known = documents.filter((it) => it !== undefined);
  return known.length === documents.length ? known : undefined;
}

function statement(value: Value): Statement | undefined {
  if (value.kind !== 'object') return undefined;
  const field = (name: string) => value.entries.get(name);
  const parts: readonly (readonly [string, Json | undefined])[] = [
    ['Sid', optionalText(field('sid'), '')],
    ['Effect', optionalText(field('effect'), 'Allow')],
    ['Action', sortedTexts(field('actions'))],
    ['NotAction', sortedTexts(field('not_actions'))],
    ['Resource', sortedTexts(field('resources'))],
    ['NotResource', sortedTexts(field('not_resources'))],
    ['Principal', principals(field('principals'))],
    ['NotPrincipal', principals(field('not_principals'))],
    ['Condition', conditions(field('condition'))],
  ];
  if (parts.some(([, part]) => part === undefined)) return undefined;
  return Object.fromEntries(parts.flatMap(([name, part]) => (part === undefined || part === '' ? [] : [[name, part]])));
}

function optionalText(value: Value | undefined, otherwise: string): string | undefined {
  return value === undefined || value.kind === 'null' ? otherwise : textOf(value);
}

/** `&{…}` keeps IAM's own variables from Terraform's interpolation. */
function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'bool') return String(value.value);
  return value?.kind === 'string' ? value.value.replaceAll('&{', '${') : undefined;
}

/** `` where nothing is written; `undefined` where something is unknown. */
function sortedTexts(value: Value | undefined): Json | undefined {
  const known = textsOf(value);
  return known && folded([...new Set(known)].toSorted().toReversed());
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined || value.kind === 'null') return [];
  if (!('items' in value)) return undefined;
  const known = value.items.map(textOf).filter((it) => it !== undefined);
  return known.length === value.items.length ? known : undefined;
}

function folded(texts: readonly string[]): Json {
  return texts.length > 1 ? texts : (texts[0] ?? '');
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return 'items' in value ? value.items : [value];
}

function principals(value: Value | undefined): Json | undefined {
  const byType = new Map<string, Json>();
  for (const item of itemsOf(value)) {
    const type = 'entries' in item ? textOf(item.entries.get('type')) : undefined;
    const identifiers = 'entries' in item ? sortedTexts(item.entries.get('identifiers')) : undefined;
    if (type === undefined || identifiers === undefined) return undefined;
    if (type === '*' && identifiers === '*') return '*';
    byType.set(type, identifiers);
  }
  return byType.size === 0 ? '' : inOrder(byType);
}

function conditions(value: Value | undefined): Json | undefined {
  const byTest = new Map<string, Map<string, Json>>();
  for (const item of itemsOf(value)) {
    if (!('entries' in item)) return undefined;
    const test = textOf(item.entries.get('test'));
    const variable = textOf(item.entries.get('variable'));
    const values = textsOf(item.entries.get('values'));
    if (test === undefined || variable === undefined || values === undefined) return undefined;
    byTest.set(test, (byTest.get(test) ?? new Map<string, Json>()).set(variable, folded(values)));
  }
  if (byTest.size === 0) return '';
  return inOrder(new Map([...byTest].map(([test, variables]) => [test, inOrder(variables)])));
}

/** Go writes the keys of a map in order. */
function inOrder(map: ReadonlyMap<string, Json>): Json {
  return Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
