/** Listings whose first page is empty and has a NextToken all the same. */
import type { Operation, Operations } from './call';
import type { Fields } from './wire/fields';

export function startingEmpty(operations: Operations): Operations {
  const entries = Object.entries(operations).map(([name, run]) => [name, isListing(name) ? emptyFirst(run) : run]);
  return Object.fromEntries(entries);
}

const isListing = (name: string): boolean => /^(List|Lookup)/.test(name);

const token = 'AAMA-an-empty-page';

const emptyFirst =
  (run: Operation): Operation =>
  (call) => {
    const { NextToken, ...input } = call.input;
    if (NextToken === undefined) return { ...blank(run(call)), NextToken: token };
    return run(NextToken === token ? { ...call, input } : call);
  };

const blank = (result: Fields): Fields =>
  Object.fromEntries(Object.entries(result).map(([name, value]) => [name, Array.isArray(value) ? [] : value]));
