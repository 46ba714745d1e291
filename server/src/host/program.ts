/** How the program ends when somebody else decides: nobody takes what it prints, or Ctrl-C. */

/**
 * A reader that goes away (`idc check | head`) has what it wanted, and the exit code stays that of the findings. A full
 * disk has not: `say` tells it once, and the program ends as one that could not run.
 */
export function guardOutput(program: NodeJS.Process, say: (text: string) => void): void {
  let isWritten = true;
  program.stderr.on('error', () => {});
  program.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (isWritten) say(`can't write the result: ${error.message}`);
    isWritten = false;
  });
  program.once('exit', () => {
    if (!isWritten) program.exitCode = 2;
  });
}

/**
 * From the first time it is asked for, Ctrl-C aborts this signal in place of ending the program at once, so that a request
 * to AWS can end in good order; what does not end within a second is ended.
 */
export function interruption(program: NodeJS.Process): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    signal ??= abortedBy(program);
    return signal;
  };
}

function abortedBy(program: NodeJS.Process): AbortSignal {
  const interrupted = new AbortController();
  program.once('SIGINT', () => {
    interrupted.abort();
    setTimeout(() => program.exit(130), 1000).unref();
  });
  return interrupted.signal;
}
