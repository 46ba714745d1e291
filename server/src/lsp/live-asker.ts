/** Who asks AWS: the profile and the instance that are chosen. What still comes when others are is told to nobody. */
import type { LiveEvent } from '../core/live';
import type { Failure } from '../core/reasons';
import type { Aws, InstanceChoice, Result } from '../host';
import type { AnsweredEvent } from './live-session';

export type Asker = {
  readonly profile: string;
  readonly choice: InstanceChoice;
  /** Reads the instance that is chosen. */
  readonly aws: Aws;
  readonly isChosen: () => boolean;
  readonly answer: (event: AnsweredEvent) => void;
  /** What happens while AWS is asked. */
  readonly tell: (event: LiveEvent) => void;
  /** Ends with the choice and with the sign-in, too. */
  readonly whileItHolds: (signal?: AbortSignal) => AbortSignal;
};

export async function asked<T>(
  asker: Asker | undefined,
  ask: (asker: Asker) => Promise<Result<T>>,
): Promise<Result<T>> {
  return asker ? ask(asker) : { ok: false, failure: noProfile };
}

const noProfile: Failure = { kind: 'no-profile', reason: { kind: 'no-profile-selected' } };

/** Whoever asks the same while the answer is being made gets the same answer. */
export function joining<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  about: () => object,
): (signal: AbortSignal) => Promise<T> {
  let running: { readonly about: object; readonly answer: Promise<T> } | undefined;
  return (signal) => {
    const subject = about();
    if (running?.about === subject) return running.answer;
    const answer = ask(signal).finally(() => {
      if (running?.answer === answer) running = undefined;
    });
    running = { about: subject, answer };
    return answer;
  };
}
