/** An explanation of access as text and as JSON. */
import {
  type AccessExplanation,
  ageOf,
  type EvidenceEvent,
  type ExplainedLink,
  type ExplainQuestion,
  type LinesOf,
  lineText,
  placeIn,
  type TrailEvidence,
} from '../../core/features';
import type { ExplanationReport } from '../../protocol';
import { type Style, style } from './style';

export type Told = {
  readonly explanation: AccessExplanation;
  readonly question: ExplainQuestion;
  readonly linesOf: LinesOf;
  /** Where CloudTrail was asked. */
  readonly trail?: TrailEvidence | undefined;
};

export function explanationText({ explanation, question, linesOf, trail }: Told, now: number, color: boolean): string {
  const paint = style(color);
  const { kind, text, nextStep, missingAction, takenAt, links } = explanation;
  const { principal, account, permissionSet } = question;
  const as = permissionSet === undefined ? '' : ` as ${permissionSet}`;
  const verdict = kind === 'granted' ? paint.green(kind) : paint.red(kind);
  return [
    paint.bold(`${principal} in ${account}${as}`),
    ...links.map((it) => linkText(it, paint)),
    '',
    `${verdict}: ${text}`,
    ...codeLines(explanation, linesOf),
    ...(missingAction === undefined ? [] : [`Missing right: ${missingAction}`]),
    `Next: ${nextStep}`,
    ...(trail ? trailText(trail, paint) : []),
    paint.dim(`Read ${takenAt} (${ageOf(takenAt, now)})`),
    '',
  ].join('\n');
}

/** The entry that grants it, and the block that makes it. */
function codeLines({ origin, through }: AccessExplanation, linesOf: LinesOf): readonly string[] {
  const line = origin ? lineText(placeIn(linesOf)(origin)) : '';
  const block = through ? lineText(placeIn(linesOf)(through.origin)) : '';
  if (line === '') return [];
  return [`Code: ${line}`, ...(through && block !== '' ? [`Through: ${through.address} at ${block}`] : [])];
}

function linkText({ name, verdict, text, saidBy }: ExplainedLink, paint: Style): string {
  const marks = { fine: paint.green('ok'), broken: paint.red('broken'), unknown: paint.yellow('unknown') };
  const blanks = ' '.repeat('unknown'.length - verdictWidth[verdict]);
  return `  ${marks[verdict]}${blanks}  ${name.padEnd('permission set'.length)}  ${text}  ${paint.dim(saidBy)}`;
}

function trailText({ events, notes, missingAction }: TrailEvidence, paint: Style): readonly string[] {
  return [
    '',
    paint.bold('Events of CloudTrail'),
    ...(events.length > 0 ? events.map(eventText) : ['  none that is about this']),
    ...notes.map((note) => `  ${paint.dim(`Note: ${note}`)}`),
    ...(missingAction === undefined ? [] : [`Missing right: ${missingAction}`]),
    '',
  ];
}

function eventText({ at, name, by, text, error }: EvidenceEvent): string {
  return `  ${at}  ${name} by ${by ?? 'someone unnamed'}: ${text}${error === undefined ? '' : `: failed with ${error}`}`;
}

const verdictWidth = { fine: 'ok'.length, broken: 'broken'.length, unknown: 'unknown'.length } as const;

export function explanationJson({ explanation, question, linesOf, trail }: Told): string {
  const { kind, text, nextStep, origin, missingAction, takenAt, links } = explanation;
  const report: ExplanationReport = {
    version: 1,
    principal: question.principal,
    account: question.account,
    permissionSet: question.permissionSet ?? null,
    kind,
    text,
    nextStep,
    missingAction: missingAction ?? null,
    ...(origin ? placeIn(linesOf)(origin) : {}),
    links,
    takenAt,
    ...(trail && { trail: trailReport(trail) }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function trailReport({ since, events, notes, missingAction }: TrailEvidence): NonNullable<ExplanationReport['trail']> {
  const listed = events.map((it) => ({
    ...it,
    by: it.by ?? null,
    error: it.error ?? null,
    account: it.account ?? null,
  }));
  return { since, events: listed, notes, missingAction: missingAction ?? null };
}
