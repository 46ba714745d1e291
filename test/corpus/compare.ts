/** Our reading of a root beside the truth about it, aspect by aspect. */
import { createHash } from 'node:crypto';
import { isKnown, type Maybe, unknown } from '../../server/src/core/base';
import type * as declared from '../../server/src/core/declared';
import type * as model from '../../server/src/core/model';
import type { RootTruth } from './truth';

export const aspects = [
  'permission sets',
  'groups',
  'sessions',
  'managed',
  'customer managed',
  'inline',
  'boundary',
  'assignments',
] as const;

export type Aspect = (typeof aspects)[number];

/** `undecidable`: the truth does not say, or we say ourselves that we don't know all of it and contradict nothing. */
export type Verdict = {
  readonly is: 'equal' | 'differs' | 'undecidable';
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly unknown: number;
};

type Rows = { readonly known: readonly string[]; readonly unknown: number };

export function compare(part: declared.Part, truth: RootTruth): ReadonlyMap<Aspect, Verdict> {
  const sets = part.permissionSets.filter((it) => it.presence === 'declared');
  const groups = part.groups.filter((it) => it.presence === 'declared');
  const read: Readonly<Record<Aspect, Rows>> = {
    'permission sets': rows(sets.map((it) => [it.name])),
    groups: rows(groups.map((it) => [it.name])),
    sessions: rows(sets.map((it) => [it.name, it.sessionDuration ?? unwritten])),
    managed: rows(sets.flatMap((it) => it.managedPolicies.map((arn) => [it.name, arn]))),
    'customer managed': rows(
      sets.flatMap((it) => it.customerManagedPolicies.map(({ name, path }) => [it.name, name, path])),
    ),
    inline: rows(sets.filter((it) => it.inlinePolicy).map((it) => [it.name])),
    boundary: rows(sets.filter((it) => it.permissionsBoundary).map((it) => [it.name])),
    assignments: rows(
      part.assignments.map((it) => (it.wildcardBecause === undefined ? assignmentRow(it, part) : open)),
    ),
  };
  const expected: Readonly<Record<Aspect, readonly string[] | undefined>> = {
    'permission sets': truth.permission_sets ?? undefined,
    groups: truth.groups ?? undefined,
    sessions: truth.sessions && Object.entries(truth.sessions).map(([set, it]) => `${set} ${it || '-'}`),
    managed: truth.managed?.map((row) => row.join(' ')),
    'customer managed': truth.customer_managed?.map(([set, name, path]) => [set, name, path ?? '/'].join(' ')),
    inline: truth.inline,
    boundary: truth.boundary,
    assignments: truth.assignments?.map((row) => row.join(' ').replace(/ SELF$/, ' 900000000000')),
  };
  const gaps = new Set(part.gaps.map((gap) => gap.of));
  const verdicts = new Map(
    aspects.map((aspect) => [aspect, verdict(read[aspect], expected[aspect], gaps.has(listingOf[aspect]))]),
  );
  const counted = truth.assignments === undefined ? (truth.assignments_count ?? undefined) : undefined;
  if (counted !== undefined) verdicts.set('assignments', countVerdict(part, counted, gaps.has('assignments')));
  return verdicts;
}

/** Of some roots only the number of assignments is known: each of them counts, whether we know its parts or not. */
function countVerdict(part: declared.Part, expected: number, hasGap: boolean): Verdict {
  const single = part.assignments.filter((it) => it.wildcardBecause === undefined).length;
  const unknown = part.assignments.length - single;
  const missing = single < expected ? [`${expected - single} of ${expected}`] : [];
  const extra = single > expected ? [`${single - expected} above ${expected}`] : [];
  const isShort = single <= expected && (unknown > 0 || hasGap);
  return { is: isShort ? 'undecidable' : single === expected ? 'equal' : 'differs', missing, extra, unknown };
}

const unwritten = text('-');
const open = [unknown({ kind: 'unknown-collection' }, { at: { path: '', start: 0, end: 0 } })];

function text(value: string): Maybe<string> {
  return { value, origin: { at: { path: '', start: 0, end: 0 } } };
}

function rows(items: readonly (readonly Maybe<string>[])[]): Rows {
  const known = items.flatMap((item) => {
    const values = item.map((it) => (isKnown(it) ? it.value : undefined));
    return values.every((it) => it !== undefined) ? [values.join(' ')] : [];
  });
  return { known, unknown: items.length - known.length };
}

function assignmentRow(it: model.Assignment, part: declared.Part): readonly Maybe<string>[] {
  const isUser = isKnown(it.principalType) && it.principalType.value === 'USER';
  const set = it.permissionSetArn === undefined ? it.permissionSet : text(it.permissionSetArn);
  const principal = it.principalId === undefined ? it.principal : text(it.principalId);
  const hidden = isUser && isKnown(principal) ? text(hashed(principal.value)) : principal;
  return [set, it.principalType, hidden, accountOf(it, part)];
}

function hashed(name: string): string {
  return `sha256:${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 12)}`;
}

function accountOf(it: model.Assignment, part: declared.Part): Maybe<string> {
  const account = part.accounts.find(({ address }) => address !== undefined && address === it.accountRef);
  if (account?.name && isKnown(account.name)) return text(`account:${account.name.value}`);
  return it.accountRef === undefined ? it.account : text('900000000000');
}

const listingOf: Readonly<Record<Aspect, declared.GapKind>> = {
  'permission sets': 'permission-sets',
  groups: 'groups',
  sessions: 'permission-sets',
  managed: 'permission-sets',
  'customer managed': 'permission-sets',
  inline: 'permission-sets',
  boundary: 'permission-sets',
  assignments: 'assignments',
};

/** Rows are counted: a triple assigned twice is two resources. */
function verdict({ known, unknown }: Rows, expected: readonly string[] | undefined, hasGap: boolean): Verdict {
  if (expected === undefined) return { is: 'undecidable', missing: [], extra: [], unknown };
  const missing = without(expected, known);
  const extra = without(known, expected);
  const isShort = missing.length > 0 && (unknown > 0 || hasGap);
  const is = extra.length > 0 || (missing.length > 0 && !isShort) ? 'differs' : isShort ? 'undecidable' : 'equal';
  return { is, missing, extra, unknown };
}

function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return rows.filter((row) => {
    const index = left.indexOf(row);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
