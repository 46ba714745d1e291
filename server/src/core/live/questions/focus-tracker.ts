/** Follows the user's focus during a stage of a refresh: it may change, and answers show which steps belong to it. */

import type { Snapshot } from '../snapshot/snapshot';
import type { Answer } from './answer';
import { type Focus, inPlanOrder, type Priority, priorityOf } from './focus';
import type { Step } from './questions';

export type FocusTracker = {
  /** The same object while nothing changed. */
  readonly priority: () => Priority;
  /** Whether a step is about the first focus target. */
  readonly isFocused: (step: Step) => boolean;
  /** To be called with each answer and the steps still open; true for the last answer about the first target. */
  readonly completesFocus: (answer: Answer, left: ReadonlySet<Step>) => boolean;
};

export type FocusContext = { readonly focus: () => Focus; readonly earlier: Snapshot | undefined };

export function trackFocus({ focus, earlier }: FocusContext, answers: readonly Answer[]): FocusTracker {
  let lastFocus: Focus | undefined;
  let priority: Priority = inPlanOrder;
  let hasAnswers = false;
  const currentPriority = () => {
    const now = focus();
    if (now === lastFocus) return priority;
    [lastFocus, priority, hasAnswers] = [now, priorityOf(now, answers, earlier), false];
    return priority;
  };
  const isFocused = (step: Step) => currentPriority()(step) === 0;
  return {
    priority: currentPriority,
    isFocused,
    completesFocus: ({ step }, left) => {
      // What belongs to it is known better now.
      if (isFocused(step)) [priority, hasAnswers] = [priorityOf(focus(), answers, earlier), true];
      if (!hasAnswers || [...left].some((it) => priority(it) < 2)) return false;
      hasAnswers = false;
      return true;
    },
  };
}
