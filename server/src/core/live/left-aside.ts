/** What the plan does not ask because it would take too many calls: said with their number and their time. */
import type { Answer } from './answer';
import { only } from './found';
import { completionOf, explainedPairs, principalsAnswer, type StageName } from './plan';
import type { Gap } from './snapshot';

export function leftAside(answers: readonly Answer[], done: readonly StageName[]): readonly Gap[] {
  if (!done.includes('pairs')) return [];
  const completion = completionOf(answers);
  if (completion === 'users') return besideOthers(explainedPairs(answers).length);
  if (completion !== 'pairs') return [];
  return [...notListed(answers), ...(principalsAnswer(answers) ? unprovisioned(only(answers, 'user').length) : [])];
}

/** Those who could not be listed could not be asked either; only what is provisioned shows who has it. */
function notListed(answers: readonly Answer[]): readonly Gap[] {
  return answers.flatMap(({ step, gap }): readonly Gap[] => {
    if (!gap || (step.kind !== 'groups' && step.kind !== 'users')) return [];
    return [{ ...gap, what: `assignments of ${step.kind} where the permission set was never provisioned` }];
  });
}

/** No living principal leads to them, and a pair that one explains is not asked. */
function besideOthers(pairs: number): readonly Gap[] {
  if (pairs === 0) return [];
  const what = `assignments of deleted groups and users beside existing ones in ${counted(pairs)} pairs of permission set and account`;
  return [{ what, because: `each pair would be a call of its own: ${timeOf(pairs)}`, action: undefined }];
}

function unprovisioned(users: number): readonly Gap[] {
  if (users === 0) return [];
  const what = `direct assignments of ${counted(users)} users where the permission set was never provisioned`;
  const because = `each user would be a call of its own: ${timeOf(users)}; idc explain asks for the user it is about`;
  return [{ what, because, action: undefined }];
}

/** The most that Identity Center answers in a second, for all of the account (Identity Center quotas). */
const fastest = 20;

/** `about 11 min at AWS's 20 requests a second`. */
export function timeOf(calls: number): string {
  const minutes = calls / fastest / 60;
  const time =
    minutes < 1
      ? `${Math.ceil(calls / fastest)} s`
      : minutes < 90
        ? `${Math.round(minutes)} min`
        : `${Math.round(minutes / 60)} h`;
  return `about ${time} at AWS's ${fastest} requests a second`;
}

/** 13,164: the core has no locale. */
export function counted(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
