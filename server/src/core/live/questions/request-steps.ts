/**
 * What to ask about recent requests. The list operations tell only id, status and date; the reasons are in the
 * descriptions, one call each. How long AWS remembers a request is not documented, so the numbers are limited.
 */
import { compareText } from '../../base';
import type { Answer, RequestKind } from './answer';
import { type FoundOf, foundOf } from './found';
import type { Step } from './questions';

const requestKinds: readonly RequestKind[] = ['assignment-creation', 'assignment-deletion', 'provisioning'];

export function openRequestSteps(): readonly Step[] {
  return requestKinds.flatMap((of): readonly Step[] => [
    { kind: 'requests', of, status: 'FAILED' },
    { kind: 'requests', of, status: 'IN_PROGRESS' },
  ]);
}

/** Where something failed, a later success tells that it is fixed; otherwise successes are of no interest. */
export function successSteps(answers: readonly Answer[]): readonly Step[] {
  const failed = foundOf(answers, 'request-listed').some(({ status }) => status === 'FAILED');
  return failed ? requestKinds.map((of): Step => ({ kind: 'requests', of, status: 'SUCCEEDED' })) : [];
}

/** All that failed or still runs, and the successes that came after the first failure. */
export function requestDescriptions(answers: readonly Answer[]): readonly Step[] {
  const { open, successes } = requestsOfInterest(answers);
  const described = [...open.slice(0, descriptionLimit), ...successes.slice(0, descriptionLimit)];
  return described.map(({ of, id }): Step => ({ kind: 'request', of, id }));
}

/** How many of each are left aside: failures that are not shown, and successes that may have fixed one that is. */
export function undescribedRequests(answers: readonly Answer[]): { readonly open: number; readonly successes: number } {
  const { open, successes } = requestsOfInterest(answers);
  const beyond = ({ length }: readonly unknown[]) => Math.max(0, length - descriptionLimit);
  return { open: beyond(open), successes: beyond(successes) };
}

/** So many are described at most, the newest first; at ten a second that is half a minute. */
const descriptionLimit = 300;

type Listed = FoundOf<'request-listed'>;

function requestsOfInterest(answers: readonly Answer[]) {
  const listed = foundOf(answers, 'request-listed').toSorted((a, b) => compareText(b.createdAt, a.createdAt));
  const open = listed.filter(({ status }) => status !== 'SUCCEEDED');
  const first = firstFailure(open);
  const successes = listed.filter(({ status, createdAt }) => status === 'SUCCEEDED' && first && createdAt >= first);
  return { open, successes };
}

/** `open` is sorted, newest first. */
function firstFailure(open: readonly Listed[]): string | undefined {
  return open.findLast(({ status }) => status === 'FAILED')?.createdAt;
}
