/** Around every handler alike: it may be cancelled, it is timed, and when it throws the user's editor gets an empty answer. */
import { type CancellationToken, ResponseError } from 'vscode-languageserver';
import type { Log } from '../host';

/** Slower than this is worth a line in the log. */
const slowMilliseconds = 200;

export type Guard = <P, R>(
  name: string,
  empty: R,
  handle: (params: P, signal: AbortSignal) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>;

export function createGuard(log: Log): Guard {
  return (name, empty, handle) => async (params, token) => {
    const started = performance.now();
    try {
      return await handle(params, toSignal(token));
    } catch (error) {
      // An answer of the handler's own to the user, such as why a name cannot be changed.
      if (error instanceof ResponseError) throw error;
      log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return empty;
    } finally {
      const passed = Math.round(performance.now() - started);
      if (passed > slowMilliseconds) log.info(`${name} took ${passed} ms`);
    }
  };
}

function toSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
