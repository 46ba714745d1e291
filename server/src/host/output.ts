/** What becomes of the program when nobody takes what it prints. */

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
