/** The outline of a file in Identity Center's words: what it declares, and which assignments it makes. */
import type { Analysis } from '../../analysis';
import { isKnown, type Location, type Maybe, rememberEach } from '../../base';
import type { Access, Assignment } from '../../model';
import { unknownText } from '../../wording';
import { type Mention, mentionsIn, placeKey } from './mentions';

export type Symbol = {
  readonly name: string;
  readonly detail: string;
  readonly kind: Mention['subject'] | 'assignment';
  readonly at: Location;
};

export function symbols({ declared }: Analysis, path: string): readonly Symbol[] {
  const named = mentionsIn(declared).filter(({ role, origin }) => role === 'declares' && origin.at.path === path);
  const assigned = declared.assignments.all.filter(({ origin }) => origin.at.path === path);
  const found = [...firstOfEach(named).map((it) => symbol(it, declared)), ...byPlace(assigned).map(assignmentSymbol)];
  return found.toSorted((a, b) => a.at.start - b.at.start);
}

/** An account is named twice, by its name and by its id. */
function firstOfEach(mentions: readonly Mention[]): readonly Mention[] {
  const byName = new Map<string, Mention>();
  for (const it of mentions.toSorted((a, b) => a.origin.at.start - b.origin.at.start)) {
    const key = `${it.subject}/${it.name}`;
    if (!byName.has(key)) byName.set(key, it);
  }
  return [...byName.values()];
}

const subjects: Readonly<Record<Mention['subject'], string>> = {
  'permission-set': 'permission set',
  group: 'group',
  user: 'user',
  account: 'account',
  policy: 'customer managed policy',
  'managed-policy': 'AWS managed policy',
};

const namesByAddress = rememberEach(
  ({ accounts }: Access) => new Map(accounts.all.toReversed().map(({ address, name }) => [address, name])),
);

function symbol({ subject, name, origin }: Mention, access: Access): Symbol {
  const called = subject === 'account' ? access.accounts.byName.get(name)?.name : undefined;
  const at = origin.at;
  if (called && isKnown(called)) return { name: called.value, detail: `account ${name}`, kind: subject, at };
  const withoutId = subject === 'account' ? namesByAddress(access).get(name) : undefined;
  if (withoutId && isKnown(withoutId)) return { name: withoutId.value, detail: subjects.account, kind: subject, at };
  return { name, detail: subjects[subject], kind: subject, at };
}

/** One block with a `for_each` makes many assignments, all of them at one place. */
function byPlace(assignments: readonly Assignment[]): readonly (readonly Assignment[])[] {
  const places = new Map<string, Assignment[]>();
  for (const it of assignments) {
    const key = placeKey(it.origin.at);
    const group = places.get(key);
    if (group) group.push(it);
    else places.set(key, [it]);
  }
  return [...places.values()];
}

function assignmentSymbol(own: readonly Assignment[]): Symbol {
  const [first] = own;
  if (!first) throw new Error('a place without an assignment');
  const one = `${text(first.principal)} → ${text(first.account)} → ${text(first.permissionSet)}`;
  const unknown = own.find((it) => it.wildcardBecause !== undefined);
  const name = unknown ? 'assignments' : own.length === 1 ? one : `${own.length} assignments`;
  return {
    name,
    detail: unknown?.wildcardBecause ? unknownText(unknown.wildcardBecause) : 'assignment',
    kind: 'assignment',
    at: first.origin.at,
  };
}

function text(it: Maybe<string>): string {
  return isKnown(it) ? it.value : '?';
}
