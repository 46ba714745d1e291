/** "Check provisioning status": recent requests and outdated accounts, without the rest of a refresh. */
import {
  type Answer,
  alreadyKnown,
  type CheckStage,
  type Instance,
  type LiveEvent,
  type ProvisioningReport,
  provisioningCheck,
  provisioningReport,
  requestCheck,
  type Snapshot,
} from '../../../core/live';
import type { Clock } from '../../host';
import type { Questions } from '../api/questions';
import { runSteps } from './worker-pool';

export type CheckContext = {
  readonly instance: Instance;
  readonly known: Snapshot | undefined;
  readonly ask: Questions;
  readonly clock: Clock;
  readonly emit: (event: LiveEvent) => void;
};

export function checkProvisioning(context: CheckContext): Promise<ProvisioningReport> {
  return runStages(provisioningCheck, context);
}

/** What became of the requests, at a handful of calls; which accounts are outdated stays as it was. */
export async function checkRequests(
  context: CheckContext & { readonly known: Snapshot },
  earlier: Pick<ProvisioningReport, 'provisioning' | 'gaps'>,
): Promise<ProvisioningReport> {
  const { provisioning, gaps } = earlier;
  return { ...(await runStages(requestCheck, context)), provisioning, gaps };
}

async function runStages(
  stages: readonly CheckStage[],
  { instance, known, ask, clock, emit }: CheckContext,
): Promise<ProvisioningReport> {
  const before = known ? [alreadyKnown(known)] : [];
  const answers: Answer[] = [...before];
  for (const { what, steps } of stages) {
    const wanted = steps(answers);
    const total = answers.length - before.length + wanted.length;
    const report = () => emit({ kind: 'progress', done: answers.length - before.length, total, what });
    report();
    await runSteps(wanted, ask, (answer) => {
      answers.push(answer);
      report();
    });
  }
  return provisioningReport(answers, instance, new Date(clock.now()).toISOString());
}
