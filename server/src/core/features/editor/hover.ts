/** What a name means: a permission set's rights and reach, where a group may go, what an argument resolves to. Markdown. */
import type { AccessSubject } from '../../../protocol';
import type { Analysis } from '../../analysis';
import { compareText, hops, isKnown, type Location, type Maybe, type Origin, type Span } from '../../base';
import type * as model from '../../model';
import { hopText, unknownText } from '../../wording';
import { markdownCode, markdownText } from '../report/markdown-text';
import {
  type AccessSources,
  accountNames,
  type GrantStatus,
  grants,
  grantsWithoutId,
  namesWithoutId,
  type PlacedGrant,
} from '../views/grants';
import { count } from '../views/notes';
import { type Mention, mentionsAt } from './mentions';
import { authorsOf, printValue, type Resolved, resolvedAt } from './resolved';
import { assignmentsBy, isWholeAccess, sharedAccess } from './shared-access';

export type Hover = { readonly span: Span; readonly markdown: string };

/** How a place is written for the reader: `main.tf:12`. */
export type PlaceText = (at: Location) => string;

export type HoverQuestion = {
  readonly analysis: Analysis;
  readonly sources: AccessSources;
  readonly path: string;
  readonly offset: number;
  readonly placeText: PlaceText;
  /** Whether the reader can follow links that run commands. */
  readonly linksCommands?: boolean | undefined;
};

export function hover(question: HoverQuestion): Hover | undefined {
  const { analysis, path, offset } = question;
  const named = mentionsAt(analysis.declared, path, offset);
  const [first] = named;
  if (first) {
    const { start, end } = first.origin.at;
    return { span: { start, end }, markdown: named.slice(0, maxNames).map(describer(question)).join('\n\n---\n\n') };
  }
  const resolved = resolvedAt(analysis, path, offset);
  if (!resolved) return undefined;
  const link = question.linksCommands ? explainLink(sharedAccess(madeBy(resolved, analysis.declared))) : '';
  const parts = [describeResolved(resolved, question.placeText), link].filter((it) => it !== '');
  return { span: resolved.span, markdown: parts.join('\n\n') };
}

/** The assignments that a block's instances are. */
function madeBy({ values }: Resolved, { assignments }: model.Access): readonly model.Assignment[] {
  const addresses = new Set(values.map(({ instance }) => instance.address));
  return assignments.all.filter(({ address }) => addresses.has(address));
}

const maxNames = 4;
const maxLines = 8;

function describer(question: HoverQuestion): (it: Mention) => string {
  const { declared } = question.sources;
  const all = [...grants(question.sources), ...grantsWithoutId(declared)];
  const names = new Map([...accountNames(question.sources), ...namesWithoutId(declared)]);
  return (it) => {
    const lines = [title(it, names), ...facts(it, question.analysis.declared), reach(it, all, names)];
    const link = question.linksCommands ? explainLink(subjectOf(it, question.analysis.declared)) : '';
    return [...lines, provenance(it.origin, question.placeText), link].filter((line) => line !== '').join('\n\n');
  };
}

/** A command link of VS Code. Only what is encoded goes into it: a name can end neither the link nor its argument. */
function explainLink(about: AccessSubject): string {
  if (Object.keys(about).length === 0) return '';
  const argument = encodeURIComponent(JSON.stringify([{ about }])).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${isWholeAccess(about) ? 'Explain this access' : 'Explain access…'}](command:idc.explain?${argument})`;
}

/** A name where an assignment takes it from tells of that assignment; one that is declared of all there may be. */
function subjectOf({ subject, name, role, origin }: Mention, declared: model.Access): AccessSubject {
  const own = aboutOf(subject, name);
  if (!own || role === 'declares') return own ?? {};
  return { ...sharedAccess(assignmentsBy(declared, origin.at)), ...own };
}

function aboutOf(subject: Mention['subject'], name: string): AccessSubject | undefined {
  switch (subject) {
    case 'group':
      return { principalType: 'GROUP', principal: name };
    case 'user':
      return { principalType: 'USER', principal: name };
    case 'account':
      return /^\d{12}$/.test(name) ? { account: name } : undefined;
    case 'permission-set':
      return { permissionSet: name };
    default:
      return undefined;
  }
}

const subjects: Readonly<Record<Mention['subject'], string>> = {
  'permission-set': 'Permission set',
  group: 'Group',
  user: 'User',
  account: 'Account',
  policy: 'Customer managed policy',
  'managed-policy': 'AWS managed policy',
};

function title({ subject, name }: Mention, names: ReadonlyMap<string, string>): string {
  const known = subject === 'account' ? names.get(name) : undefined;
  return `**${subjects[subject]}** ${markdownCode(name)}${known === undefined ? '' : ` ${markdownText(known)}`}`;
}

function facts({ subject, name }: Mention, declared: model.Access): readonly string[] {
  switch (subject) {
    case 'permission-set':
      return setFacts(declared.permissionSets.byName.get(name));
    case 'policy':
    case 'managed-policy':
      return [usedBy(name, declared)];
    default:
      return [];
  }
}

function setFacts(set: model.PermissionSet | undefined): readonly string[] {
  if (!set) return ['Not declared by this code.'];
  const rows = [
    ['Session', set.sessionDuration ? text(set.sessionDuration) : '`PT1H` (AWS’s default)'],
    ['AWS managed', set.managedPolicies.map(policyText).join(', ')],
    ['Customer managed', set.customerManagedPolicies.map((it) => text(it.name)).join(', ')],
    ['Boundary', set.permissionsBoundary ? boundaryText(set.permissionsBoundary) : ''],
    ['Inline policy', set.inlinePolicy ? 'yes' : ''],
  ];
  const facts = rows.flatMap(([label, value]) => (value ? [`- ${label}: ${value}`] : []));
  return [[...facts, ...(set.policiesComplete ? [] : ['- Further policies are not known from the code'])].join('\n')];
}

function policyText(arn: Maybe<string>): string {
  return isKnown(arn) ? markdownCode(arn.value.replace(/^arn:[^:]*:iam::aws:policy\//, '')) : text(arn);
}

function boundaryText(boundary: model.Boundary): string {
  return boundary.kind === 'aws-managed' ? policyText(boundary.arn) : text(boundary.reference.name);
}

function text(it: Maybe<string>): string {
  return isKnown(it) ? markdownCode(it.value) : `not known (${markdownText(unknownText(it.because))})`;
}

function usedBy(name: string, { permissionSets }: model.Access): string {
  const is = (it: Maybe<string>) => isKnown(it) && it.value === name;
  const users = permissionSets.all.filter(({ managedPolicies, customerManagedPolicies, permissionsBoundary }) => {
    const boundary = permissionsBoundary?.kind === 'customer-managed' && is(permissionsBoundary.reference.name);
    return boundary || managedPolicies.some(is) || customerManagedPolicies.some((it) => is(it.name));
  });
  const named = users.flatMap((it) => (isKnown(it.name) ? [it.name.value] : []));
  return named.length === 0 ? '' : `Used by ${limited([...new Set(named)].toSorted(compareText).map(markdownCode))}`;
}

function reach(it: Mention, all: readonly PlacedGrant[], names: ReadonlyMap<string, string>): string {
  const own = all.filter((grant) => concerns(it, grant));
  if (own.length === 0) return showsReach(it) ? 'No assignment uses it.' : '';
  const lines = own.map((grant) => grantText(it, grant, names)).toSorted(compareText);
  const more = lines.length - maxLines;
  const shown = lines.slice(0, maxLines).map((line) => `- ${line}`);
  return [count(lines.length, 'assignment'), '', ...shown, ...(more > 0 ? [`- … ${more} more`] : [])].join('\n');
}

function showsReach({ subject }: Mention): boolean {
  return subject !== 'policy' && subject !== 'managed-policy';
}

function concerns({ subject, name }: Mention, grant: PlacedGrant): boolean {
  switch (subject) {
    case 'permission-set':
      return grant.permissionSet === name;
    case 'account':
      return grant.account === name;
    case 'group':
      return grant.principalType === 'GROUP' && grant.principal === name;
    case 'user':
      return grant.principalType === 'USER' && grant.principal === name;
    default:
      return false;
  }
}

/** The two of the three parts that the hovered name does not already say. */
function grantText({ subject }: Mention, grant: PlacedGrant, names: ReadonlyMap<string, string>): string {
  const account = names.get(grant.account) ?? grant.account;
  const parts = [
    ...(subject === 'group' || subject === 'user' ? [] : [markdownCode(grant.principal)]),
    ...(subject === 'account' ? [] : [markdownCode(account)]),
    ...(subject === 'permission-set' ? [] : [markdownCode(grant.permissionSet)]),
  ];
  return `${parts.join(' → ')}${statusText[grant.status]}`;
}

/** Only what the code alone does not tell. */
const statusText: Readonly<Record<GrantStatus, string>> = {
  both: ' · live',
  'only-in-code': ' · not live',
  'only-live': ' · only live',
  elsewhere: ' · live, managed elsewhere',
  failed: ' · **failed**',
  outdated: ' · outdated',
  'in-code': '',
  live: ' · live',
};

function provenance(origin: Origin, placeText: PlaceText): string {
  const steps = hops(origin).map(({ step, at }) => markdownText(`${hopText(step)} (${placeText(at)})`));
  return steps.length === 0 ? '' : `*Through ${steps.slice(0, maxLines).join(', ')}*`;
}

function describeResolved({ argument, values }: Resolved, placeText: PlaceText): string {
  if (argument === 'for_each' || argument === 'count') return describeExpansion(values);
  const byText = new Map<string, { readonly because: string; readonly from: Set<string>; many: number }>();
  for (const { value } of values) {
    if (!value) continue;
    const printed = printValue(value);
    const entry = byText.get(printed) ?? { because: becauseOf(value), from: new Set<string>(), many: 0 };
    entry.many++;
    for (const at of authorsOf(value)) entry.from.add(placeText(at));
    byText.set(printed, entry);
  }
  const lines = [...byText].map(([printed, { because, from, many }]) => {
    const times = many > 1 ? ` × ${many}` : '';
    return `- ${markdownCode(printed)}${times}${because} · ${markdownText([...from].slice(0, 3).join(', '))}`;
  });
  const more = lines.length - maxLines;
  const heading = `**${markdownText(argument)}** over ${count(values.length, 'instance')}`;
  return [heading, '', ...lines.slice(0, maxLines), ...(more > 0 ? [`- … ${more} more`] : [])].join('\n');
}

function becauseOf(value: Parameters<typeof printValue>[0]): string {
  return value.kind === 'unknown' ? ` not known: ${markdownText(unknownText(value.because))}` : '';
}

function describeExpansion(values: Resolved['values']): string {
  const unknown = values.find(({ instance }) => instance.unknownExpansion !== undefined)?.instance.unknownExpansion;
  if (unknown !== undefined) return `How many instances there are is not known: ${markdownText(unknownText(unknown))}`;
  return `**${count(values.length, 'instance')}**: ${limited(values.map(({ instance }) => markdownCode(instance.address)))}`;
}

function limited(items: readonly string[]): string {
  const more = items.length - maxLines;
  return more > 0 ? `${items.slice(0, maxLines).join(', ')}, … ${more} more` : items.join(', ');
}
