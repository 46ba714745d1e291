/**
 * Names that fit where the cursor stands, going by the key before it: that is enough in both languages, and works in
 * half-typed text, which no parser understands yet.
 */
import type { Analysis } from '../../analysis';
import { compareText, isKnown, type Span } from '../../base';
import { isLandingZoneFile } from '../../declared';
import { type Mention, mentionsIn } from './mentions';

export type Completion = {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  /** What is typed already, to be replaced. */
  readonly replace: Span;
  readonly kind: Mention['subject'] | 'duration';
};

export type CompletionQuestion = {
  readonly analysis: Analysis;
  readonly path: string;
  readonly offset: number;
  /** Account names by id, those of AWS included. */
  readonly names: ReadonlyMap<string, string>;
};

export function completions({ analysis, path, offset, names }: CompletionQuestion): readonly Completion[] {
  const text = analysis.files.get(path)?.text ?? '';
  const place = placeAt(text, offset, path);
  const kind = place && kindOf(place.key);
  if (!place || !kind) return [];
  const replace = { start: offset - place.typed.length, end: offset };
  const quote = (value: string) => (place.quoted || !/^\d+$/.test(value) ? value : `"${value}"`);
  const found =
    isLandingZoneFile(path) && kind === 'account' ? zoneAccounts(analysis) : candidates(kind, analysis, names);
  return found.map(({ label, detail, value }) => {
    return { label, detail, insert: quote(value), replace, kind };
  });
}

type Place = { readonly key: string; readonly typed: string; readonly quoted: boolean };

/** Terraform takes names only in quotes; without them, what is typed is an expression. */
function placeAt(text: string, offset: number, path: string): Place | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/^\s*#/.test(before)) return undefined;
  const own = /([\w-]+)["']?\s*[:=]\s*(?!.*[\w-]+["']?\s*[:=]\s)(.*)$/.exec(before);
  const value = own?.[2] ?? before;
  const quoted = (value.split('"').length - 1) % 2 === 1;
  if (!quoted && !/\.ya?ml$/.test(path)) return undefined;
  const key = own?.[1] ?? keyAbove(text, offset - before.length, before);
  const typed = /[^\s"'[\]{},]*$/.exec(value)?.[0] ?? '';
  return key === undefined ? undefined : { key, typed, quoted };
}

/** The key whose list goes on over the lines above. */
function keyAbove(text: string, lineStart: number, line: string): string | undefined {
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  const above = text.slice(0, lineStart).split('\n').slice(-maxLinesAbove);
  for (const other of above.toReversed()) {
    const found = /^(\s*)(?:-\s+)?["']?([\w-]+)["']?\s*[:=]\s*\[?\s*$/.exec(other);
    if (found && (found[1] ?? '').length <= indent) return found[2];
    if (/[:=]/.test(other.replace(/"[^"]*"/g, ''))) return undefined;
  }
  return undefined;
}

/** A list longer than this is not typed by hand. */
const maxLinesAbove = 40;

const kinds: readonly (readonly [RegExp, Completion['kind']])[] = [
  [/^permission_sets?(_names?)?$|^permissionSetName$/, 'permission-set'],
  [/^(groups?(_names?)?|principal_name)$/, 'group'],
  [/^(accounts?(_ids?)?|excludedAccounts|target_id)$/, 'account'],
  [/^managed_polic(y|ies)(_arns?)?$|^awsManaged$/, 'managed-policy'],
  [/^customer_managed_polic(y|ies)(_names?)?$|^(customer|accelerator)Managed$/, 'policy'],
  [/^session_duration$/, 'duration'],
];

function kindOf(key: string): Completion['kind'] | undefined {
  return kinds.find(([pattern]) => pattern.test(key))?.[1];
}

type Candidate = { readonly label: string; readonly detail: string; readonly value: string };

function candidates(
  kind: Completion['kind'],
  { declared }: Analysis,
  names: ReadonlyMap<string, string>,
): readonly Candidate[] {
  if (kind === 'duration') return durations;
  const known = mentionsIn(declared).flatMap(({ subject, name, role }) => {
    // A name that is only referred to may be the very typing error that completion is there to prevent.
    const isOffered = role === 'declares' || kind === 'managed-policy';
    const isWritable = subject !== 'account' || declared.accounts.byName.has(name);
    return subject === kind && isOffered && isWritable ? [name] : [];
  });
  const all = kind === 'account' ? [...known, ...names.keys()] : known;
  return [...new Set(all)].toSorted(compareText).map((value) => {
    const called = kind === 'account' ? names.get(value) : undefined;
    return { label: called ?? value, detail: called ? `account ${value}` : details[kind], value };
  });
}

/** A landing zone names accounts, and never says an id. */
function zoneAccounts({ declared }: Analysis): readonly Candidate[] {
  const named = declared.accounts.all.flatMap(({ name }) => (name && isKnown(name) ? [name.value] : []));
  return [...new Set(named)].toSorted(compareText).map((value) => ({ label: value, detail: details.account, value }));
}

const details: Readonly<Record<Mention['subject'], string>> = {
  'permission-set': 'permission set',
  group: 'group',
  user: 'user',
  account: 'account',
  policy: 'customer managed policy',
  'managed-policy': 'AWS managed policy',
};

/** AWS takes one to twelve hours (CreatePermissionSet, Identity Center API reference). */
const durations: readonly Candidate[] = [1, 2, 4, 8, 12].map((hours) => {
  return { label: `PT${hours}H`, detail: hours === 1 ? '1 hour' : `${hours} hours`, value: `PT${hours}H` };
});
