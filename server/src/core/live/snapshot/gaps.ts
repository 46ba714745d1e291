/** Gaps of the same kind and reason are told once: four hundred refused calls are one sentence. */
import { reasonKey } from '../../base';
import type { Gap, GapTopic } from '../../reasons';
import type { Answer } from '../questions/answer';
import { operationOf } from '../questions/operation';
import { rowOfQuestion, type Step } from '../questions/questions';

/** Why one answer is missing or short; what it is about says its step. */
export type AnswerGap = Pick<Gap, 'reason' | 'action'>;

export function gapsOf(answers: readonly Answer[], nameOf: (id: string) => string): readonly Gap[] {
  const byTopic = new Map<string, { readonly steps: Step[]; readonly gap: AnswerGap }>();
  for (const { step, gap } of answers) {
    if (!gap) continue;
    // As it is told of many: those of users and groups, all accounts and the outdated ones stand apart.
    const key = JSON.stringify([operationOf(step), topicOf(step, 0, nameOf), reasonKey(gap.reason)]);
    const entry = byTopic.get(key);
    if (entry) entry.steps.push(step);
    else byTopic.set(key, { steps: [step], gap });
  }
  return [...byTopic.values()].flatMap(({ steps: [first, ...others], gap }): readonly Gap[] =>
    first ? [{ ...topicOf(first, 1 + others.length, nameOf), reason: gap.reason, action: gap.action }] : [],
  );
}

/** Of a number of questions of one kind; one goes by its name. */
function topicOf(step: Step, count: number, nameOf: (id: string) => string): GapTopic {
  return rowOfQuestion(step).topic(step, (id) => (count === 1 ? nameOf(id) : count));
}

/** Whether a set that is not known to be provisioned somewhere may be so all the same. */
export function hidesProvisioning(gap: Gap): boolean {
  switch (gap.topic) {
    case 'provisioned-accounts':
    case 'outdated-accounts':
    case 'provisioned-permission-sets':
    case 'outdated-permission-sets':
      return true;
    case 'stages':
      return gap.stages.includes('provisioning');
    default:
      return false;
  }
}
