/** Where the user's attention is during a stage of a refresh: it moves, and answers tell what belongs to it. */
import type { Answer } from './answer';
import { asPlanned, type Focus, type Priority, priorityOf } from './focus';
import type { Step } from './questions';
import type { Snapshot } from './snapshot';

export type Attention = {
  /** The same object while nothing changed. */
  readonly priority: () => Priority;
  /** Whether a step is about what is looked at most. */
  readonly isOn: (step: Step) => boolean;
  /** To be told of each answer. True when it was the last one about what is looked at most, of those that are left. */
  readonly isServedBy: (answer: Answer, left: ReadonlySet<Step>) => boolean;
};

export type Looking = { readonly focus: () => Focus; readonly earlier: Snapshot | undefined };

export function attentionOn({ focus, earlier }: Looking, answers: readonly Answer[]): Attention {
  let seen: Focus | undefined;
  let priority: Priority = asPlanned;
  let heard = false;
  const priorityNow = () => {
    const now = focus();
    if (now === seen) return priority;
    [seen, priority, heard] = [now, priorityOf(now, answers, earlier), false];
    return priority;
  };
  const isOn = (step: Step) => priorityNow()(step) === 0;
  return {
    priority: priorityNow,
    isOn,
    isServedBy: ({ step }, left) => {
      // What belongs to it is known better now.
      if (isOn(step)) [priority, heard] = [priorityOf(focus(), answers, earlier), true];
      if (!heard || [...left].some((it) => priority(it) < 2)) return false;
      heard = false;
      return true;
    },
  };
}
