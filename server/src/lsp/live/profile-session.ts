/** Calls to AWS for the selected profile and instance. Answers that arrive after another selection are dropped. */
import type { LiveEvent } from '../../core/live';
import type { Failure } from '../../core/reasons';
import type { Aws, InstanceChoice, Result } from '../../host';
import type { AnsweredEvent } from './live-session';

export type ProfileSession = {
  readonly profile: string;
  readonly choice: InstanceChoice;
  /** Reads the instance that is chosen. */
  readonly aws: Aws;
  readonly isCurrent: () => boolean;
  readonly answer: (event: AnsweredEvent) => void;
  /** What happens while AWS is asked. */
  readonly emit: (event: LiveEvent) => void;
  /** Aborted with the given signal, and when another profile is selected or the user signs out. */
  readonly scopedSignal: (signal?: AbortSignal) => AbortSignal;
};

export async function withProfile<T>(
  profileSession: ProfileSession | undefined,
  ask: (profileSession: ProfileSession) => Promise<Result<T>>,
): Promise<Result<T>> {
  return profileSession ? ask(profileSession) : { ok: false, failure: noProfile };
}

const noProfile: Failure = { kind: 'no-profile', reason: { kind: 'no-profile-selected' } };

/** Concurrent calls within one scope share one promise. */
export function sharingResult<T>(
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
