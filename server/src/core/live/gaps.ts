/** Gaps of the same kind and reason are told once: four hundred refused calls are one sentence. */
import type { Answer } from './answer';
import { operationOf, topicOf } from './operation';
import type { Step } from './questions';
import type { Gap } from './snapshot';

export function gapsOf(answers: readonly Answer[], nameOf: (id: string) => string): readonly Gap[] {
  const alike = new Map<string, { readonly steps: Step[]; readonly gap: Gap }>();
  for (const { step, gap } of answers) {
    if (!gap) continue;
    const key = JSON.stringify([operationOf(step), statusOf(step), gap.because]);
    const entry = alike.get(key);
    if (entry) entry.steps.push(step);
    else alike.set(key, { steps: [step], gap });
  }
  return [...alike.values()].map(({ steps, gap }) => ({ ...gap, what: topicOf(steps, nameOf) }));
}

function statusOf(step: Step): string {
  return step.kind === 'provisioned' || step.kind === 'provisioned-in' ? step.status : '';
}
