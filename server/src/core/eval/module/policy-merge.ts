/** Policy documents merged as the AWS provider merges them: a statement replaces the one of the same `Sid`. */
import { type ParseError, parse } from 'jsonc-parser';
import { compareText } from '../../base';

type Json = string | boolean | number | null | readonly Json[] | { readonly [name: string]: Json };

export type Statement = { readonly [name: string]: Json };

export type Document = {
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly Statement: readonly Statement[];
};

/** In the provider's order; whatever else a statement holds is dropped. */
const members = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

/** `undefined` for what is no policy document with a list of statements: the provider refuses it. */
export function readDocument(text: string): Document | undefined {
  const errors: ParseError[] = [];
  const read: unknown = parse(text, errors, { disallowComments: true });
  if (errors.length > 0 || !isObject(read)) return undefined;
  const { Version: version, Id: id, Statement: statements = [] } = read;
  if (!Array.isArray(statements) || !statements.every(isObject)) return undefined;
  return {
    ...(typeof version === 'string' ? { Version: version } : {}),
    ...(typeof id === 'string' && id !== '' ? { Id: id } : {}),
    Statement: statements.map(inOrder),
  };
}

function isObject(it: unknown): it is Readonly<Record<string, Json>> {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

function inOrder(statement: Readonly<Record<string, Json>>): Statement {
  return Object.fromEntries(
    members.flatMap((name) => (has(statement[name]) ? [[name, sortKeys(statement[name])]] : [])),
  );
}

function has(member: Json | undefined): member is Json {
  return member !== undefined && member !== '';
}

function sortKeys(it: Json | undefined): Json {
  if (!isObject(it)) return it ?? null;
  return Object.fromEntries(
    Object.entries(it)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sortKeys(value)]),
  );
}

/** The newer version wins, and the later id. */
export function mergeDocuments(documents: readonly Document[]): Document {
  const version =
    documents
      .map((it) => it.Version ?? '')
      .toSorted(compareText)
      .at(-1) ?? '';
  const id = documents.findLast((it) => it.Id !== undefined)?.Id;
  const statements: Statement[] = [];
  const places = new Map<Json, number>();
  for (const statement of documents.flatMap((it) => it.Statement)) {
    const same = has(statement.Sid) ? places.get(statement.Sid) : undefined;
    if (has(statement.Sid)) places.set(statement.Sid, same ?? statements.length);
    if (same === undefined) statements.push(statement);
    else statements[same] = statement;
  }
  return { Version: version, ...(id === undefined ? {} : { Id: id }), Statement: statements };
}
