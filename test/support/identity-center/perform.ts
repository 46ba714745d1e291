/** One call from its trouble to its answer, the same for every API: faults strike first, then the work is done. */
import type { Answer, Backend } from './backend';
import { disturbed, faultError } from './faults';
import { settle } from './provisioning';
import { AwsError } from './wire/aws-error';
import type { Fields } from './wire/fields';

/** What one call does, and how its API writes answers and errors. */
export type Work = {
  readonly service: string;
  readonly operation: string;
  readonly run: () => Fields;
  readonly deny: () => AwsError;
  readonly render: (result: Fields) => Answer;
  readonly renderError: (error: AwsError) => Answer;
};

export async function perform(backend: Backend, work: Work): Promise<Answer | undefined> {
  const name = `${work.service}:${work.operation}`;
  const struck = backend.faults.strike(name);
  const waits = struck.filter((fault) => fault.kind === 'latency').map((fault) => fault.milliseconds ?? 1000);
  const wait = backend.latency + waits.reduce((sum, each) => sum + each, 0);
  if (struck.some(({ kind }) => kind === 'hold')) await backend.faults.released();
  if (wait > 0) await backend.world.clock.wait(wait);
  const at = backend.world.clock.now();
  if (struck.some((fault) => fault.kind === 'drop')) {
    backend.journal.add({ operation: name, at, error: 'connection dropped' });
    return undefined;
  }
  try {
    for (const fault of struck) throwIfAny(faultError(fault, work.service, work.deny));
    settle(backend.world);
    const answer = disturbed(work.render(work.run()), struck);
    backend.journal.add({ operation: name, at, error: undefined });
    return answer;
  } catch (error) {
    // A bug of the emulator must not look like an answer of AWS's.
    const known = error instanceof AwsError ? error : new AwsError('EmulatorBug', String(error), 500);
    backend.journal.add({ operation: name, at, error: known.code });
    return disturbed(work.renderError(known), struck);
  }
}

function throwIfAny(error: AwsError | undefined): void {
  if (error !== undefined) throw error;
}
