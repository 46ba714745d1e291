/** Work that waits for AWS: a notification with counts that can be cancelled, fed by the server's status. */
import { type CancellationToken, Disposable, type Progress, ProgressLocation, window } from 'vscode';
import type { Status } from '../../../../server/src/protocol';
import type { Server } from '../../language-client';
import { sentence } from '../../shown';

export type Work<T> = (token: CancellationToken) => Promise<T>;

/** The bar moves when the total is known; until then the counts alone tell that something happens. */
export function withCounts<T>(server: Server, title: string, work: Work<T>): Thenable<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const listening = follow(server, progress);
    try {
      return await work(token);
    } finally {
      listening.dispose();
    }
  });
}

type Step = { message?: string; increment?: number };

function follow(server: Server, progress: Progress<Step>): Disposable {
  let shown = 0;
  return Disposable.from(
    server.onStatus((status) => {
      const step = stepOf(status);
      if (!step) return;
      progress.report({ message: step.message, increment: Math.max(0, step.percent - shown) });
      shown = Math.max(shown, step.percent);
    }),
  );
}

function stepOf(status: Status | undefined): { readonly message: string; readonly percent: number } | undefined {
  if (status?.currentActivity.kind !== 'working') return undefined;
  const { done, total, text } = status.currentActivity;
  return { message: sentence(text), percent: total ? Math.min(100, (done / total) * 100) : 0 };
}
