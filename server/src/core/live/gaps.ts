/** Gaps of the same kind and reason are told once: four hundred refused calls are one sentence. */
import type { Gap } from '../reasons';
import type { Answer, Step } from './answer';
import { topicOf } from './gap-topic';
import { operationOf } from './operation';
import { reasonKey } from './reason-key';

/** Why one answer is missing or short; what it is about says its step. */
export type Failing = Pick<Gap, 'reason' | 'action'>;

export function gapsOf(answers: readonly Answer[], nameOf: (id: string) => string): readonly Gap[] {
  const alike = new Map<string, { readonly steps: Step[]; readonly gap: Failing }>();
  for (const { step, gap } of answers) {
    if (!gap) continue;
    const key = JSON.stringify([operationOf(step), statusOf(step), reasonKey(gap.reason)]);
    const entry = alike.get(key);
    if (entry) entry.steps.push(step);
    else alike.set(key, { steps: [step], gap });
  }
  return [...alike.values()].flatMap(({ steps: [first, ...others], gap }): readonly Gap[] =>
    first ? [{ ...topicOf(first, 1 + others.length, nameOf), reason: gap.reason, action: gap.action }] : [],
  );
}

function statusOf(step: Step): string {
  return step.kind === 'provisioned' || step.kind === 'provisioned-in' ? step.status : '';
}

/** Whether a set that is not known to be provisioned somewhere may be so all the same. */
export function leavesProvisioningOpen(gap: Gap): boolean {
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
