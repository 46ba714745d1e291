/** The query protocol of IAM and STS: a form goes in, XML comes out. */
import { uuid } from '../stable-id';
import type { AwsError } from './aws-error';
import { type Fields, isFields } from './fields';

/**
 * `Tags.member.1.Key=a` → `{ Tags: [{ Key: 'a' }] }`. Numbers and booleans are told by their look, as names never are.
 */
export function parseForm(form: URLSearchParams): Fields {
  const root: Node = new Map();
  for (const [name, value] of form) if (name !== 'Action' && name !== 'Version') put(root, name.split('.'), value);
  return toFields(root);
}

type Node = Map<string, Node | string>;

function put(node: Node, [head = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    node.set(head, value);
    return;
  }
  const known = node.get(head);
  const child: Node = known instanceof Map ? known : new Map();
  node.set(head, child);
  put(child, rest, value);
}

const toFields = (node: Node): Fields =>
  Object.fromEntries([...node].map(([name, value]) => [name, toValue(name, value)]));

function toValue(name: string, value: Node | string): unknown {
  if (value instanceof Map) {
    const member = value.get('member');
    if (!(member instanceof Map)) return toFields(value);
    return [...member].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => toValue('', item));
  }
  if (numbers.has(name)) return Number(value);
  return booleans.has(name) ? value === 'true' : value;
}

const numbers = new Set(['MaxItems', 'DurationSeconds']);
const booleans = new Set(['OnlyAttached', 'SetAsDefault']);

type Api = { readonly namespace: string };

const apis: Readonly<Record<'iam' | 'sts', Api>> = {
  iam: { namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  sts: { namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
};

export function renderResult(service: 'iam' | 'sts', operation: string, result: Fields): string {
  const requestId = uuid(operation, String(result.toString()));
  return (
    `<${operation}Response xmlns="${apis[service].namespace}"><${operation}Result>${members(result)}</${operation}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`
  );
}

export function renderError(service: 'iam' | 'sts', error: AwsError): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  return (
    `<ErrorResponse xmlns="${apis[service].namespace}"><Error><Type>${type}</Type><Code>${shortCode(error.code)}</Code>` +
    `<Message>${escaped(error.message)}</Message></Error><RequestId>${uuid('error')}</RequestId></ErrorResponse>`
  );
}

const shortCodes: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  InternalServerException: 'ServiceFailure',
};

/** The old protocol has its own names for what the JSON services call exceptions. */
const shortCode = (code: string): string => shortCodes[code] ?? code;

const members = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${content(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  return isFields(value) ? members(value) : escaped(String(value));
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
