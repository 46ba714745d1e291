/** An explanation of access as JSON. */
import {
  type AccessExplanation,
  type ExplainQuestion,
  type LinesOf,
  placeIn,
  type TrailEvidence,
} from '../../core/features';
import type { ExplanationReport } from '../../protocol';

export type Told = {
  readonly explanation: AccessExplanation;
  readonly question: ExplainQuestion;
  readonly linesOf: LinesOf;
  /** Where CloudTrail was asked. */
  readonly trail?: TrailEvidence | undefined;
};

export function explanationReport({ explanation, question, linesOf, trail }: Told): ExplanationReport {
  const { kind, text, nextStep, origin, missingAction, takenAt, links } = explanation;
  return {
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
