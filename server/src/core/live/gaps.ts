/** Gaps of the same kind and reason are told once: four hundred refused calls are one sentence. */
import type { Answer } from './answer';
import { operationOf, topicOf } from './operation';
import { rowOfQuestion, type Step } from './questions';
import type { Gap } from './snapshot';

export function gapsOf(answers: readonly Answer[], nameOf: (id: string) => string): readonly Gap[] {
  const alike = new Map<string, { readonly steps: Step[]; readonly gap: Gap }>();
  for (const { step, gap } of answers) {
    if (!gap) continue;
    // What is told of many: users and groups, all accounts and the outdated ones stand apart.
    const key = JSON.stringify([operationOf(step), rowOfQuestion(step).topic.many(step, 0), gap.because]);
    const entry = alike.get(key);
    if (entry) entry.steps.push(step);
    else alike.set(key, { steps: [step], gap });
  }
  return [...alike.values()].map(({ steps, gap }) => ({ ...gap, what: topicOf(steps, nameOf) }));
}
