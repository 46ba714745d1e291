/**
 * The one model of a report: an answer, the facts it rests on, and sections of rows that lead to the code. Builders in
 * `core/features/report` make it; a terminal, Markdown, HTML and the editor show it, each with the same sections, in the
 * same order, in the same words. The client only draws it, and copies the Markdown that comes with it.
 */
import type { AccessSubject, PlaceInFile } from './nodes';

/** What a report answers, and how it is asked for again when code or AWS changed. */
export type ReportQuestion =
  | { readonly kind: 'explanation'; readonly about: ExplainedAccess }
  /** `folder`: the root of a workspace folder; the only one where it is not named. */
  | { readonly kind: 'comparison'; readonly folder?: string }
  | { readonly kind: 'changes'; readonly folder?: string; readonly since: string }
  | { readonly kind: 'declared'; readonly folder?: string }
  | { readonly kind: 'policies' };

export type ExplainedAccess = {
  readonly principal: string;
  /** Where a user and a group have the same name. */
  readonly principalType?: 'GROUP' | 'USER';
  /** Its id or its name. */
  readonly account: string;
  readonly permissionSet?: string | undefined;
};

/** `P` is how a place in code is told, `C` what leads on. Texts are plain: each medium makes them safe for itself. */
export type ReportPage<P = PlaceInFile, C extends string = string> = {
  readonly title: string;
  readonly verdict: ReportVerdict;
  /** A sentence. */
  readonly nextStep?: string | undefined;
  readonly facts: readonly ReportFact<P>[];
  /** ISO 8601, when AWS said what the report rests on; absent where only the code speaks. */
  readonly takenAt?: string | undefined;
  /** What was read then; live access unless told otherwise. */
  readonly takenOf?: string | undefined;
  readonly sections: readonly ReportSection<P>[];
  readonly further?: ReportFurther | undefined;
  readonly actions: readonly ReportAction<C>[];
};

/**
 * Evidence that takes its time: `idc/readFurther` asks AWS for it, and the report that is asked for next has it. Until
 * it was asked for, `heading` is that of a section still to come.
 */
export type ReportFurther = { readonly heading: string; readonly state: 'not-asked' | 'asked' };

/** `doubtful` is for what is not known, `warning` for what is known and wants a look. */
export type ReportTone = 'good' | 'bad' | 'warning' | 'doubtful' | 'plain';

/** Beside the color, for those who see none. */
export const toneMarks: Readonly<Record<ReportTone, string>> = {
  good: '✓',
  bad: '✕',
  doubtful: '?',
  warning: '!',
  plain: '',
};

export type ReportVerdict = { readonly tone: ReportTone; readonly heading: string; readonly text: string };

export type ReportFact<P = PlaceInFile> = { readonly name: string; readonly value: ReportCell<P> };

export type ReportSection<P = PlaceInFile> = {
  readonly heading: string;
  /** Beside the heading, in few words: `production`. */
  readonly mark?: string | undefined;
  /** As it should be, and perhaps long: a terminal says how many rows there are, and prints none. */
  readonly folded?: true | undefined;
  /** Sentences below the heading. */
  readonly note?: string | undefined;
  /** Of one alone the rows are a list of sentences. */
  readonly columns: readonly string[];
  /** None where the note says it all. */
  readonly rows: readonly ReportRow<P>[];
};

/** What the code has more of, less of, or otherwise than the other side; `!` wants a look before anything is applied. */
export type ReportSign = '+' | '-' | '~' | '!';

export const signTones: Readonly<Record<ReportSign, ReportTone>> = {
  '+': 'good',
  '-': 'bad',
  '~': 'warning',
  '!': 'warning',
};

export type ReportRow<P = PlaceInFile> = {
  readonly cells: readonly ReportCell<P>[];
  readonly sign?: ReportSign | undefined;
  /** The access that the row is about: it can be explained, and shown in the Access view. */
  readonly about?: AccessSubject | undefined;
};

export type ReportCell<P = PlaceInFile> = {
  readonly text: string;
  /** The text's parts where each has a line of its own; a line feed in a text is only somebody's name. */
  readonly lines?: readonly string[] | undefined;
  /** An address, an ARN, a piece of code. */
  readonly code?: true | undefined;
  readonly tone?: ReportTone | undefined;
  /** Where the code says it. */
  readonly open?: P | undefined;
};

/** A button: what to do next. */
export type ReportAction<C extends string = string> = { readonly title: string; readonly command: C };
