/** Cuts answers into pages. A NextToken is opaque, belongs to the request it came from, and fails when altered. */
import { createHash } from 'node:crypto';
import type { Call } from './call';
import { type AwsError, invalid } from './wire/aws-error';
import { type Fields, optionalNumber, optionalText } from './wire/fields';

export type Page<T> = { readonly items: readonly T[]; readonly next: string | undefined };

export type Paging = {
  /** Also the size when the client names none. */
  readonly size: number;
  readonly limit: string;
  readonly token: string;
  readonly refuse: () => AwsError;
};

const directory: Paging = {
  size: 100,
  limit: 'MaxResults',
  token: 'NextToken',
  refuse: () => invalid('The provided NextToken is not valid.'),
};

/** sso-admin and identitystore: 100 a page. */
export function page<T>(call: Call, name: string, all: readonly T[], render: (item: T) => unknown): Fields {
  const { items, next } = cut(call, all, directory);
  return { [name]: items.map(render), ...(next === undefined ? {} : { NextToken: next }) };
}

export function cut<T>({ operation, input }: Call, all: readonly T[], paging: Paging): Page<T> {
  const size = optionalNumber(input, paging.limit) ?? paging.size;
  const given = optionalText(input, paging.token);
  const secret = fingerprint(operation, input, paging);
  const from = given === undefined ? 0 : offsetOf(given, secret, paging);
  const to = from + size;
  return { items: all.slice(from, to), next: to < all.length ? tokenFor(to, secret) : undefined };
}

/** Everything that chooses the rows; how many are wanted at a time may change between pages. */
function fingerprint(operation: string, input: Fields, { limit, token }: Paging): string {
  const chosen = Object.entries(input).filter(([name]) => name !== limit && name !== token);
  return JSON.stringify([operation, chosen.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export function tokenFor(offset: number, secret: string): string {
  const text = offset.toString(36).padStart(6, '0');
  return `AAMA-${Buffer.from(`${text}${digest(text, secret)}`).toString('base64url')}`;
}

export function offsetOf(token: string, secret: string, { refuse }: Pick<Paging, 'refuse'>): number {
  const plain = Buffer.from(token.slice('AAMA-'.length), 'base64url').toString('utf8');
  const text = plain.slice(0, 6);
  if (!token.startsWith('AAMA-') || plain.slice(6) !== digest(text, secret)) throw refuse();
  return Number.parseInt(text, 36);
}

const digest = (text: string, secret: string): string =>
  createHash('sha256').update(`${text} of ${secret}`).digest('base64url').slice(0, 27);
