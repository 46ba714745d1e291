/** Recent asynchronous requests: which failures still matter. */
import { compareText } from '../../base';
import type { ProvisioningRequest } from './snapshot';

/** Failures that no later request for the same thing has fixed or made pointless, newest first. */
export function openFailures(requests: readonly ProvisioningRequest[]): readonly ProvisioningRequest[] {
  const failed = requests.filter(({ status }) => status === 'FAILED');
  const open = failed.filter((failure) => !requests.some((request) => resolves(request, failure)));
  return open.toSorted((a, b) => compareText(b.createdAt, a.createdAt));
}

/** Requests that AWS is still working on, newest first. */
export function runningRequests(requests: readonly ProvisioningRequest[]): readonly ProvisioningRequest[] {
  const running = requests.filter(({ status }) => status === 'IN_PROGRESS');
  return running.toSorted((a, b) => compareText(b.createdAt, a.createdAt));
}

/**
 * A later success of the same kind fixes a failure; a later deletion of the assignment makes its failed creation
 * pointless, and the other way round.
 */
function resolves(request: ProvisioningRequest, failure: ProvisioningRequest): boolean {
  if (request.status !== 'SUCCEEDED' || request.createdAt <= failure.createdAt) return false;
  const isSameKind = (request.kind === 'provisioning') === (failure.kind === 'provisioning');
  return isSameKind && targetOf(request) === targetOf(failure);
}

function targetOf({ permissionSet, account, principalType, principal }: ProvisioningRequest): string {
  return JSON.stringify([permissionSet, account, principalType, principal]);
}
