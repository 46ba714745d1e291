/** An explanation of access as a page: the broken link in a heading, its evidence, its line of code, and the way on. */
import type { ExplainedAccess, ReportTone } from '../../../protocol';
import type { PolicyCheckResult, Snapshot } from '../../live';
import type * as model from '../../model';
import type { LinesOf } from '../access-report';
import { type AccessExplanation, type ExplainedLink, type ExplanationKind, explain } from '../explain/explain';
import { placeIn } from '../place';
import { sentence } from '../views/notes';
import { type EventLookup, eventsFurther, eventsSections } from './events-section';
import { accountName, codeCell, type Page, type PageRow, placeCell, plainCell } from './page';

export type ExplainedCode = {
  readonly folder: string;
  readonly declared: model.Access;
  readonly linesOf: LinesOf;
};

export type ExplanationGiven = {
  readonly snapshot: Snapshot;
  /** Each workspace folder's code. */
  readonly code: readonly ExplainedCode[];
  /** What a look into the accounts found, where somebody looked. */
  readonly policies: PolicyCheckResult | undefined;
  /** What CloudTrail tells beside that; `undefined` where nobody could be asked. */
  readonly events?: EventLookup | undefined;
};

export function explanationPage(given: ExplanationGiven, about: ExplainedAccess): Page {
  const { explanation, code } = explained(given, about);
  const { kind, text, nextStep, missingAction, links, takenAt } = explanation;
  const as = about.permissionSet === undefined ? '' : ` as ${about.permissionSet}`;
  return {
    title: `${about.principal} in ${accountName(given.snapshot, about.account)}${as}`,
    verdict: { tone: toneOf(kind), heading: headings[kind], text: `${text}.` },
    nextStep,
    facts: [
      ...codeFacts(explanation, code),
      ...(missingAction === undefined ? [] : [{ name: 'Missing right', value: codeCell(missingAction) }]),
      ...policiesFact(given.policies, links),
    ],
    takenAt,
    sections: [
      { heading: 'The chain', columns: ['Link', 'State', 'What was found', 'Source'], rows: links.map(linkRow) },
      ...eventsSections(given.events, given.snapshot),
    ],
    further: eventsFurther(given.events),
    actions: [
      { title: 'Check policies in target accounts', command: 'check-policies' },
      { title: 'Read live access again', command: 'refresh' },
    ],
  };
}

/** The entry that grants it, and the block that makes it. */
function codeFacts({ origin, through }: AccessExplanation, code: ExplainedCode | undefined): Page['facts'] {
  if (!code || !origin) return [];
  const { folder, linesOf } = code;
  const place = placeCell(folder, placeIn(linesOf)(origin));
  const block = through && placeCell(folder, placeIn(linesOf)(through.origin));
  return [
    ...(place.open ? [{ name: 'Code', value: place }] : []),
    ...(block?.open ? [{ name: 'Through', value: { ...block, text: `${through?.address} at ${block.text}` } }] : []),
  ];
}

/** Policies are seen at another time than the rest. */
function policiesFact(policiesRead: PolicyCheckResult | undefined, links: readonly ExplainedLink[]): Page['facts'] {
  const isUsed = links.some(({ name }) => name === 'policies');
  return policiesRead && isUsed ? [{ name: 'Policies looked for', value: plainCell(policiesRead.takenAt) }] : [];
}

/** The folder whose code is about it; where none is, any of them, since they then all say the same. */
function explained({ snapshot, code, ...given }: ExplanationGiven, about: ExplainedAccess) {
  const policies = given.policies?.verdicts;
  const question = { ...about, permissionSet: about.permissionSet };
  const all = code.map((it) => ({
    explanation: explain({ snapshot, declared: it.declared, policies }, question),
    code: it,
  }));
  const withoutCode = () => ({
    explanation: explain({ snapshot, declared: undefined, policies }, question),
    code: undefined,
  });
  return all.find(({ explanation }) => explanation.origin !== undefined) ?? all[0] ?? withoutCode();
}

function toneOf(kind: AccessExplanation['kind']): ReportTone {
  if (kind === 'granted') return 'good';
  return kind === 'not-decidable' ? 'doubtful' : 'bad';
}

function linkRow({ name, verdict, text, saidBy }: ExplainedLink): PageRow {
  const tones = { fine: 'good', broken: 'bad', unknown: 'doubtful' } as const;
  const words = { fine: 'fine', broken: 'broken', unknown: 'not known' } as const;
  return {
    cells: [{ text: sentence(name) }, { text: words[verdict], tone: tones[verdict] }, { text: text }, { text: saidBy }],
  };
}

const headings: Readonly<Record<ExplanationKind, string>> = {
  granted: 'The access is there',
  'not-decidable': "This can't be decided with these rights",
  'no-such-principal': 'No user or group has that name',
  'user-disabled': 'The user is disabled',
  'group-empty': 'The group has no members',
  'no-such-account': 'The organization has no such account',
  'no-such-permission-set': 'No permission set has that name',
  'assignment-creation-failed': 'AWS could not make the assignment',
  'management-account-rights': 'Rights in the management account are missing',
  'principal-recreated': 'Assigned to somebody who no longer exists',
  'assigned-with-another-set': 'Assigned, with another permission set',
  'in-no-assigned-group': 'In none of the groups that are assigned',
  'not-assigned': 'Nobody is assigned that',
  'account-suspended': 'The account is closed',
  'policy-missing': 'The account lacks a policy',
  'provisioning-failed': 'AWS could not provision the permission set',
  'not-provisioned': 'Assigned, and never provisioned',
  outdated: 'The account holds an older version',
};
