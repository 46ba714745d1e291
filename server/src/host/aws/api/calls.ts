/** Sends one call: in its turn, tried again where that helps, and with its error told as a failure. */
import { setMaxListeners } from 'node:events';
import type { Clock, Log } from '../../host';
import type { Credentials } from '../auth/credentials';
import { cancelled, Failed } from './failed';
import { failureOf, isExpired, remedyFor } from './failure';
import type { Operation } from './operations';
import type { Redactor } from './redact';
import { sleep } from './sleep';
import type { Throttle } from './throttle';

export type Send<T> = (options: { readonly abortSignal: AbortSignal }) => Promise<T>;

export type Calls = {
  /** `send` is called once for each attempt. Rejects with `Failed` only. */
  readonly ask: <T>(operation: Operation, send: Send<T>) => Promise<T>;
  readonly signal: AbortSignal;
};

export type CallsContext = {
  readonly clock: Clock;
  readonly log: Log;
  readonly throttle: Throttle;
  readonly redactor: Redactor;
  /** Whose calls these are; absent for those that take no signature. */
  readonly credentials?: Pick<Credentials, 'ended' | 'explained'> | undefined;
};

/** Throttling passes after some waiting; a server or network error passes at once or not at all. */
const attempts = { wait: 9, again: 5 } as const;
const firstPause = { wait: 500, again: 150 } as const;
const maxPause = 8000;

export function createCalls(context: CallsContext, cancel: AbortSignal): Calls {
  const { clock, log, throttle, redactor, credentials } = context;
  const signal = forManyListeners(cancel);
  return {
    signal,
    ask: async (operation, send) => {
      let renewed = false;
      for (let attempt = 1; ; attempt++) {
        try {
          await throttle.take(signal);
          const answer = await send({ abortSignal: signal });
          throttle.speedUp();
          return answer;
        } catch (error) {
          if (signal.aborted) throw new Failed(cancelled);
          if (!renewed && isExpired(error) && credentials?.ended()) {
            renewed = true;
            continue;
          }
          const remedy = remedyFor(error);
          if (remedy === 'wait') throttle.slowDown();
          if (remedy === 'none' || attempt >= attempts[remedy]) {
            const failure = failureOf(error, operation, redactor);
            throw new Failed(credentials?.explained(failure) ?? failure);
          }
          log.info(`${operation}: attempt ${attempt} failed, trying again`);
          await pause(clock, remedy, attempt, signal);
        }
      }
    },
  };
}

/** Every waiting call listens; Node takes more than ten listeners for a leak and says so on the console. */
function forManyListeners(cancel: AbortSignal): AbortSignal {
  const signal = AbortSignal.any([cancel]);
  setMaxListeners(0, signal);
  return signal;
}

/** Full jitter between half and the whole of a doubling pause, so that parallel calls do not come back together. */
function pause(clock: Clock, remedy: 'wait' | 'again', attempt: number, signal: AbortSignal): Promise<void> {
  const whole = Math.min(maxPause, firstPause[remedy] * 2 ** (attempt - 1));
  return sleep(clock, whole * (0.5 + Math.random() / 2), signal);
}
