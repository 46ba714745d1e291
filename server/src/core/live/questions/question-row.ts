/** The properties of each kind of question to AWS. Plain data and pure functions: the rows are in `questions.ts`. */
import type * as model from '../../model';
import type { GapSubject, GapTopic } from '../../reasons';
import type { Changes } from '../refresh/changes';
import type { EarlierAnswers } from '../refresh/earlier-answers';
import type { PartName } from '../snapshot/parts';
import type { Found } from './answer';

export type QuestionRow<Step, Operation extends string = string> = {
  /** The API operation that answers, `service/Operation`; the service by its SDK client's name. */
  readonly operation: Choice<Step, Operation>;
  /** What is missing where it is not answered; `subject` is the name of what has this id, or how many there are of its kind. */
  readonly topic: (step: Step, subject: (id: string) => GapSubject) => GapTopic;
  /** The part of a snapshot whose age its answer decides. */
  readonly part: Choice<Step, PartName>;
  /** Ids of what the user may look at to see its answer; absent where nobody looks at it by itself. */
  readonly focus?: ((step: Step) => FocusIds) | undefined;
  /** How an earlier snapshot answers; absent where the answer is always read anew. */
  readonly recall?: Recall<Step> | undefined;
  /** Of a list: its rows in a snapshot, by which the calls of a refresh are counted. */
  readonly listed?: ((access: model.Access) => readonly Found[]) | undefined;
  /** Rows of a page, which is the largest that AWS gives (API references); 100 where it is not said. */
  readonly pageSize?: number | undefined;
};

export type FocusIds = {
  readonly group?: string | undefined;
  readonly account?: string | undefined;
  readonly set?: string | undefined;
};

export type Recall<Step> = {
  /** `undefined`: the snapshot does not say. */
  readonly found: (step: Step, earlier: EarlierAnswers) => readonly Found[] | undefined;
  /** Whether the answer may be another one since; of what the evidence does not tell for certain, it may. */
  readonly mayHaveChanged: (step: Step, evidence: Evidence) => boolean;
};

/** The request history tells nothing of edited permission sets; see `changes.ts`. */
export type Evidence = { readonly by: 'cloudtrail' | 'requests'; readonly changes: Changes };

/** A value for each question, and all values that there are. */
export type Choice<Step, Value> = { readonly all: readonly Value[]; readonly of: (step: Step) => Value };

export function always<const Value>(value: Value): Choice<unknown, Value> {
  return { all: [value], of: () => value };
}

/** By a field of the question. */
export function byField<Field extends string, Key extends string, const Value>(
  field: Field,
  values: Readonly<Record<Key, Value>>,
): Choice<Readonly<Record<Field, Key>>, Value> {
  return { all: Object.values(values), of: (step) => values[step[field]] };
}
