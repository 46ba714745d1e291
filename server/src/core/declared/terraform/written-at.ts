/**
 * Where the author of an assignment wrote it: what a person edits to change this grant and no other.
 *
 * A block that makes one assignment is the entry itself. One that is expanded takes principal, account and permission
 * set from elsewhere, and the entry is the innermost part of a text that brings two of them together: `analysts =
 * { account_ids = […], permission_set = "Reader" }`. Within it the most specific of them counts: the account where it is
 * one of a list or worked out (`values(local.accounts)`), the permission set where that is, else the key. Where no entry has two
 * (`setproduct` of two lists), it is the account's element, else the permission set's, else the principal's, else the
 * key's author; where nothing was handed in from outside, the block.
 */
import { authors, hops, type Location, type Origin, withHop } from '../../base';
import type * as evaluation from '../../eval';
import type { PartAt, TextPart } from './text-parts';

/** The origins of the three values, in the order of their weight. */
export type GrantOrigins = {
  readonly account: Origin;
  readonly permissionSet: Origin;
  readonly principal: Origin;
};

/** At the entry; on the way from there, last of all, the block. */
export function writtenAt(partAt: PartAt, instance: evaluation.ResourceInstance, values: GrantOrigins): Origin {
  const entry = isSingle(instance) ? undefined : entryOf(partAt, instance, values);
  return entry ? withHop(entry, instance.origin.at, { kind: 'resource', address: instance.address }) : instance.origin;
}

/** Or one that stands for any number of them, of which nothing is known. */
function isSingle({ key, module, unknownExpansion }: evaluation.ResourceInstance): boolean {
  return unknownExpansion !== undefined || (key === undefined && module === '');
}

/** A text that had a say in one of the values. */
type Candidate = { readonly origin: Origin; readonly part: TextPart };

function entryOf(partAt: PartAt, instance: evaluation.ResourceInstance, values: GrantOrigins): Origin | undefined {
  const isPassedIn = passedInto(instance, partAt);
  const each = [values.account, values.permissionSet, values.principal].map((value) => {
    const all = authors(value);
    return all.flatMap((origin, index): readonly Candidate[] => {
      const part = partAt(origin.at.path, origin.at.start);
      // What was chosen before it was handed in came in with the choice.
      return part && all.slice(index).some((it) => isPassedIn(it, part)) ? [{ origin, part }] : [];
    });
  });
  const shared = innermostShared(each);
  const within = each.flat().filter(({ part }) => shared && isIn(part, shared));
  const chosen = shared ? (computedItem(within, each) ?? mostSpecific(within)) : singleEntry(each);
  return (chosen ?? keyOf(partAt, instance))?.origin;
}

/** The one item beside the others that an account can come from which the entry does not name. */
function computedItem(within: readonly Candidate[], [accounts = [], ...others]: readonly (readonly Candidate[])[]) {
  const [account] = accounts;
  const [sibling] = within;
  if (!account || !sibling || within.some((it) => accounts.includes(it))) return undefined;
  const items = within.flatMap(({ part }) => recordAround(part)?.computed ?? []);
  const open = [...new Set(items)].filter((item) => !others.flat().some(({ part }) => isIn(part, item)));
  const [part] = open;
  if (!part || open.length > 1) return undefined;
  const at = { path: sibling.origin.at.path, start: part.span.start, end: part.span.end };
  return { origin: { at, via: account.origin.via }, part };
}

function recordAround(part: TextPart): TextPart | undefined {
  for (let it: TextPart | undefined = part; it; it = it.parent) if (it.kind === 'record') return it;
  return undefined;
}

/**
 * By its own `for_each`, that of a module around it, or an argument of such a module's call. A `count` hands out numbers,
 * and leaves no trace on what they pick.
 */
function passedInto(instance: evaluation.ResourceInstance, partAt: PartAt) {
  const way = hops(instance.origin).map(({ at }) => at);
  const calls = way.flatMap((at) => partAt(at.path, at.start) ?? []).filter(({ kind }) => kind === 'call');
  const isCounted = instance.key?.kind === 'number';
  return (origin: Origin, part: TextPart): boolean =>
    isCounted ||
    calls.some((call) => isIn(part, call)) ||
    hops(origin).some((hop) => way.some((at) => isSame(at, hop.at)));
}

function isSame(a: Location, b: Location): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

function isIn(part: TextPart | undefined, outer: TextPart): boolean {
  for (let it = part; it && it.depth >= outer.depth; it = it.parent) if (it === outer) return true;
  return false;
}

function innermostShared([accounts = [], sets = [], principals = []]: readonly (readonly Candidate[])[]) {
  const pairs = [
    [accounts, sets],
    [accounts, principals],
    [sets, principals],
  ] as const;
  let found: TextPart | undefined;
  for (const [ones, others] of pairs) {
    for (const one of ones) {
      for (const other of others) {
        const part = sharedBy(one, other);
        if (part && (!found || part.depth > found.depth)) found = part;
      }
    }
  }
  return found;
}

/** The entry that both are in; two entries of one collection share nothing. */
function sharedBy(one: Candidate, other: Candidate): TextPart | undefined {
  let [a, b]: (TextPart | undefined)[] = [one.part, other.part];
  while (a && b && a !== b)
    [a, b] = a.depth < b.depth ? [a, b.parent] : a.depth > b.depth ? [a.parent, b] : [a.parent, b.parent];
  if (!a || a !== b) return undefined;
  const deep = Math.max(one.part.depth, other.part.depth) - a.depth;
  return deep === 0 || holdsTogether(a, deep, [one, other]) ? a : undefined;
}

/** `deep`: how far in the deeper of them is. */
function holdsTogether(part: TextPart, deep: number, candidates: readonly Candidate[]): boolean {
  switch (part.kind) {
    case 'item':
      return candidates.some(({ origin }) => part.key !== undefined && origin.at.end <= part.key.end);
    case 'record':
      return deep <= 2;
    case 'element':
      return deep <= 1;
    default:
      return part.kind === 'call';
  }
}

/** The one farthest in; of several, the account's, else the permission set's. */
function mostSpecific(candidates: readonly Candidate[]): Candidate | undefined {
  let [found] = candidates;
  for (const it of candidates) if (found && it.part.depth > found.part.depth) found = it;
  return found;
}

function singleEntry(each: readonly (readonly Candidate[])[]): Candidate | undefined {
  return each.map((own) => own.find(({ part }) => part.kind !== 'attribute')).find((it) => it !== undefined);
}

/** Who wrote the key of the `for_each`, where that is a text of its own. */
function keyOf(partAt: PartAt, { key }: evaluation.ResourceInstance): Candidate | undefined {
  if (key?.kind !== 'string') return undefined;
  const part = partAt(key.origin.at.path, key.origin.at.start);
  return part && part.kind !== 'attribute' ? { origin: key.origin, part } : undefined;
}
